"""The names of languages."""

from django import template

from accounts.language_names import translated_name

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """A language in the language of the screen: nl → Dutch; a tag that nobody knows is shown as it is."""
    return translated_name(code)
