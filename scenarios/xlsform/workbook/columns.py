"""The columns of an XLSForm: their many spellings, and the language behind `::`."""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

SURVEY = frozenset({
    "type", "name", "label", "hint", "guidance_hint", "relevant", "constraint", "constraint_message", "required",
    "required_message", "calculation", "choice_filter", "appearance", "default", "read_only", "repeat_count",
    "parameters", "step", "action", "action_when", "action_with", "note", "comment",
})  # fmt: skip
CHOICES = frozenset({"list_name", "name", "label"})
SETTINGS = frozenset({
    "form_title", "form_id", "version", "default_language", "style", "instance_name", "namespaces", "public_key",
    "submission_url", "allow_choice_duplicates",
})  # fmt: skip
TRANSLATED = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message"})
EXPRESSIONS = ("relevant", "constraint", "required", "calculation", "choice_filter", "action_when")

_ALIASES = {
    "relevance": "relevant", "calculate": "calculation", "readonly": "read_only", "caption": "label",
    "command": "type", "tag": "name", "value": "name", "count": "repeat_count", "jr:count": "repeat_count",
    "constraining_message": "constraint_message", "requiredmsg": "required_message", "list": "list_name",
    "jr:constraintmsg": "constraint_message", "jr:requiredmsg": "required_message", "title": "form_title",
    "ct:action": "action", "ct:action_when": "action_when", "ct:action_with": "action_with", "ct:step": "step",
    "ct:identity": "step",
}  # fmt: skip
_BRACKETS = re.compile(r"\(\s*([A-Za-z]{2})(?:[-_]\w+)?\s*\)\s*$")


@dataclass(frozen=True)
class Column:
    """One heading: what it means, in which language ("" when it names none, None when it names no known one)."""

    name: str
    language: str | None = ""


def read_heading(heading: str) -> Column:
    """`label::Français (fr)` is the label in fr; `bind::relevant` is relevant; spaces and capitals do not matter."""
    first, _, rest = heading.partition("::")
    if first.strip().lower() in ("bind", "control", "body"):
        first, _, rest = rest.partition("::")
    name = re.sub(r"\s+", "_", first.strip().lower())
    name = _ALIASES.get(name, name)
    return Column(name, language_code(rest.strip()) if rest.strip() else "")


def language_code(said: str) -> str | None:
    """`Français (fr)`, `fr`, `French` and `français` are fr; None for what is no language."""
    if match := _BRACKETS.search(said):
        return match[1].lower()
    return _codes().get(said.lower())


@cache
def _codes() -> dict[str, str]:
    """Two-letter codes by themselves, by their English and by their own name (Unicode CLDR, from Babel)."""
    codes = {}
    for code, english in Locale("en").languages.items():
        if len(code) == 2:
            codes[code] = codes[english.lower()] = code
            codes.setdefault(_own_name(code), code)
    return codes


def _own_name(code: str) -> str:
    try:
        return (Locale(code).get_language_name(code) or code).lower()
    except UnknownLocaleError:
        return code
