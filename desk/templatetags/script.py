"""Small words for the script's templates."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from accounts.language_names import own_name
from desk.drawn_questions import all_that_shows, drawn
from scenarios.xlsform import AnswerError, Entry

register = template.Library()

INPUT_TYPES = {
    "date": "date",
    "time": "time",
    "datetime": "datetime-local",
    "select_one": "radio",
    "select_multiple": "checkbox",
}
"""By the engine's own word for a type (scenarios.xlsform.base.types); any other is text."""
INPUT_MODES = {"integer": "numeric", "decimal": "decimal"}


@register.filter
def dom_id(entry: Entry) -> str:
    """An id for the element of a question: the same in every answer, so that focus is kept."""
    return "q-" + re.sub(r"[^A-Za-z0-9]+", "-", f"{entry.path}-{entry.repeat_key}").strip("-")


@register.filter
def input_type(question_type: str) -> str:
    """The HTML input for a question's type; numbers stay text, so that nothing typed is swallowed."""
    return INPUT_TYPES.get(question_type, "text")


@register.filter
def input_mode(entry: Entry) -> str:
    """Which keys a screen keyboard shows for a question; "" for all letters."""
    return INPUT_MODES.get(entry.type) or ("tel" if "numbers" in entry.appearance else "")


@register.filter
def told(question: Entry, error: AnswerError | None) -> SafeString:
    """What a screen reader says of its field: that it must be answered, that its answer was refused."""
    said = [("aria-required", question.is_required), ("aria-invalid", error is not None)]
    return mark_safe(" ".join(f'{name}="true"' for name, holds in said if holds))  # noqa: S308 (our own two words)


@register.filter
def as_day(text: str) -> date | None:
    """The date behind its ISO text, as a script is told it; None for none."""
    return date.fromisoformat(text) if text else None


@register.filter
def in_its_own_words(language: str) -> str:
    """A language as its speakers call it: fr → Français."""
    return own_name(language)


@register.simple_tag(takes_context=True)
def question_html(context: template.Context, question: Entry) -> SafeString:
    """A question of the page, as desk/_question.html draws it; where the focus goes, it is drawn for this once."""
    page = context["page"]
    language, error = page.run.language, page.errors.get((question.path, question.repeat_key))
    known = {"question": question, "error": error, "language": language, "focus": page.focus}
    if page.focus:
        known |= {"opened": context.get("opened"), "is_first": context.get("is_first")}
        return render_to_string("desk/_question.html", known)
    shown = all_that_shows(question, error, language)
    return drawn(shown, lambda: render_to_string("desk/_question.html", known))


@register.simple_tag
def fresh_key() -> Any:
    """A key for one more turn of a repeat; the same click sent twice opens one."""
    return uuid4()
