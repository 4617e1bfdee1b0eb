"""Names and texts that exist in several languages, as data."""

from django.db import models
from django.utils.translation import get_language

from accounts.rules.languages import closest

Texts = dict[str, str]


def in_language(texts: Texts, language: str | None = None) -> str:
    """The text in `language` (default: the screen's), else English, else whichever there is, else ""."""
    written = {tag: text for tag, text in texts.items() if text}
    found = closest(language or get_language() or "en", written)
    return written[found] if found else written.get("en") or next(iter(written.values()), "")


class TextsField(models.JSONField):
    """One text in several languages: {"fr": …, "nl": …, "de": …, "en": …}."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
