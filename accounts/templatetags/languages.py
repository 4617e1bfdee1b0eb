"""The names of languages."""

from django import template
from django.utils.translation import get_language_info

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language in the language of the screen: nl → Dutch; a code that nobody knows is shown as it is."""
    try:
        return get_language_info(code)["name_translated"].capitalize()
    except KeyError:
        return code.upper()
