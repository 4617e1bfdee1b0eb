"""What a role opens, asked in a template: {% if user|may:"watch_floor" %}."""

from django import template

from accounts import roles
from accounts.models import User

register = template.Library()


@register.filter
def may(user: User, what: str) -> bool:
    """The answer of `may_<what>` in accounts/roles.py; a name that is not there is an error, not a no."""
    return bool(getattr(roles, f"may_{what}")(user))
