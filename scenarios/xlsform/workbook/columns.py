"""The columns of an XLSForm: their many spellings, and the language behind `::`."""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from accounts.rules.languages import tag_of

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
_BRACKETS = re.compile(r"(.*?)\(\s*([\w-]+)\s*\)\s*")
_NAMED_IN = ("en", "fr", "nl", "de")
"""Whoever writes a script names its languages in one of these, or as their speakers do."""


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
    """`Français (fr)`, `fr`, `French` and `Frans` are fr, `中文 (zh-Hant)` is zh-Hant; None for what is no language.

    Brackets that contradict the name before them are none: in `Français (BE)` and `English (UK)` somebody means a
    country, and the tags be and uk are Belarusian and Ukrainian. Nor are capitals behind a name that nobody knows.
    """
    match = _BRACKETS.fullmatch(said)
    if match is None:
        return _codes().get(said.lower())
    name, tag = match[1].strip().lower(), tag_of(match[2])
    language = tag.partition("-")[0]
    if language not in Locale("en").languages:
        return None
    if named := _codes().get(name):
        return tag if named == language else None
    return tag if match[2].startswith(language) else None


@cache
def _codes() -> dict[str, str]:
    """Codes by themselves, by their names in the languages of those who write scripts, and by their own name.

    Two letters only: the names of the languages with three are often those of something else. From Unicode CLDR.
    """
    codes: dict[str, str] = {}
    for spoken in _NAMED_IN:
        for code, name in Locale(spoken).languages.items():
            if len(code) == 2:
                codes[code] = code
                codes.setdefault(name.lower(), code)
                codes.setdefault(_own_name(code), code)
    return codes


def _own_name(code: str) -> str:
    try:
        return (Locale(code).get_language_name(code) or code).lower()
    except UnknownLocaleError:
        return code
