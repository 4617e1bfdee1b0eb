"""What languages are called, also those that the screens do not exist in."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language


def own_name(tag: str) -> str:
    """A language as its speakers call it: fr → Français, ti → ትግርኛ; a tag that nobody knows is shown as it is."""
    return _name(tag, tag)


def translated_name(tag: str) -> str:
    """A language in the language of the screen: nl → Dutch; a tag that nobody knows is shown as it is."""
    return _name(tag, get_language() or "en")


@cache
def _name(tag: str, spoken: str) -> str:
    """From Unicode CLDR, which knows ten times as many languages as Django's own table."""
    try:
        locale = Locale.parse(spoken, sep="-")
        name = Locale.parse(tag, sep="-").get_display_name(locale)
    except (UnknownLocaleError, ValueError):
        name = None
    return name[:1].upper() + name[1:] if name else tag
