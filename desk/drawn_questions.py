"""A question that shows what it showed before is not drawn again: most of a page stays as it was with every answer."""

from collections.abc import Callable
from threading import RLock
from typing import Any

from cachetools import TTLCache, cached
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from scenarios.xlsform import AnswerError, Entry

AT_MOST = 4096
"""Questions of a web process: of a hundred conversations, some 4 MB."""
KEPT_FOR = 15 * 60.0
"""Seconds: a conversation takes ten minutes. What was answered in it stands in a process's memory no longer."""

Shown = tuple[Any, ...]
_drawn: TTLCache[Shown, SafeString] = TTLCache(AT_MOST, KEPT_FOR)


def all_that_shows(question: Entry, error: AnswerError | None, language: str) -> Shown:
    """Everything that its template (desk/_question.html) reads, and the language of the screen.

    Two questions of which all this is equal look equal, whoever asks and in whichever conversation.
    """
    return (
        get_language(),
        language,
        question.path,
        question.repeat_key,
        question.type,
        question.appearance,
        question.is_required,
        question.is_read_only,
        question.has_choices,
        question.html,
        question.hint,
        question.hint_html if question.hint else "",
        tuple(question.choices) if question.has_choices else question.value,
        error.message if error else None,
    )


@cached(_drawn, key=lambda shown, draw: shown, lock=RLock())
def drawn(shown: Shown, draw: Callable[[], SafeString]) -> SafeString:
    """The HTML of a question that shows this; `draw` makes it where nobody has lately."""
    return draw()
