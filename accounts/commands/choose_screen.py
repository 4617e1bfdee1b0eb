"""How somebody likes their screens."""

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.refusals import UnknownLanguage


@transaction.atomic
def choose_screen(user: User, *, language: str | None = None, uses_shortcuts: bool | None = None) -> User:
    """Keep the language and the one-key shortcuts that somebody chose; None leaves a choice as it is.

    UnknownLanguage refuses one that the screens do not exist in (settings.LANGUAGES).
    """
    if language is not None:
        if language not in dict(settings.LANGUAGES):
            raise UnknownLanguage
        user.screen_language = language
    if uses_shortcuts is not None:
        user.uses_shortcuts = uses_shortcuts
    user.save(update_fields=["screen_language", "uses_shortcuts"])
    return user
