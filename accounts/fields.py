"""Names and texts that exist in several languages, as data."""

from django.db import models
from django.utils.translation import get_language

Texts = dict[str, str]


def in_language(texts: Texts, language: str | None = None) -> str:
    """The text in `language` (default: the screen's), else English, else whichever there is, else ""."""
    wanted = (language or get_language() or "en").split("-")[0]
    return texts.get(wanted) or texts.get("en") or next(iter(texts.values()), "")


class TextsField(models.JSONField):
    """One text in several languages: {"fr": …, "nl": …, "de": …, "en": …}."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
