"""Texts that exist in several languages, in templates."""

from django import template

from accounts.fields import Texts, in_language

register = template.Library()


@register.filter
def in_my_language(texts: Texts) -> str:
    """The text in the screen's language."""
    return in_language(texts)
