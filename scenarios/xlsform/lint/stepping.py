"""The identity step, and no word about health before it; the core of the conversation, and how it ended."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from scenarios.xlsform.base.piping import pieces
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.lint.health_words import HEALTH_WORDS
from scenarios.xlsform.workbook.marking import KINDS, gated_paths, identity_item, items_marked, marking_of
from scenarios.xlsform.workbook.outline import Item
from scenarios.xlsform.workbook.script import Script
from scenarios.xlsform.workbook.sheets import Row, Sheet

_UNANSWERED = frozenset({"note", "calculate", "hidden", "group", "repeat"})


def problems(script: Script) -> Iterator[Problem]:
    """What is wrong with the steps of a script, and with what is said before the identity is confirmed."""
    identity = identity_item(script)
    for item in script.items:
        yield from _of_marking(script, item, identity)
    if identity is None:
        yield Problem("identity_missing", "survey", severity="warning")
    else:
        yield from _of_identity(script, identity)
    yield from _of_core(script, identity)
    yield from _of_outcome(script)
    gated = gated_paths(script)
    for item in script.items:
        if item.path not in gated:
            yield from _said_to_anyone(script, item)


def _of_marking(script: Script, item: Item, identity: Item | None) -> Iterator[Problem]:
    kind, at = marking_of(item).kind, script.survey.at(item.row, "step")
    if kind and kind not in KINDS:
        near = get_close_matches(kind, KINDS, 1)
        yield Problem("unknown_step", "survey", at, {"name": kind}, suggestion=near[0] if near else "")
    if kind == "identity" and identity is not None and item is not identity:
        yield Problem("identity_twice", "survey", at, {"row": identity.row.number})


def _of_identity(script: Script, item: Item) -> Iterator[Problem]:
    at = script.survey.at(item.row, "step")
    if item.kind != "select_one" or script.places.repeats_of(item.path):
        yield Problem("identity_type", "survey", at)
        return
    for value in marking_of(item).answers:
        if value not in script.lists.get(item.type.list_name, {value: None}):
            yield Problem("identity_answer", "survey", at, {"value": value})


def _of_core(script: Script, identity: Item | None) -> Iterator[Problem]:
    core = items_marked(script, "core")
    if identity is not None and not core:
        yield Problem("core_missing", "survey", severity="warning")
    for item in core:
        at = script.survey.at(item.row, "step")
        if item.kind in _UNANSWERED or script.places.repeats_of(item.path):
            yield Problem("core_type", "survey", at)
        listed = script.lists.get(item.type.list_name)
        for value in marking_of(item).answers if listed else ():
            if value not in (listed or ()):
                yield Problem("core_answer", "survey", at, {"value": value})


def _of_outcome(script: Script) -> Iterator[Problem]:
    first: Item | None = None
    for item in items_marked(script, "outcome"):
        at = script.survey.at(item.row, "step")
        if item.kind != "calculate" or script.places.repeats_of(item.path):
            yield Problem("outcome_type", "survey", at)
        if first:
            yield Problem("outcome_twice", "survey", at, {"row": first.row.number})
        first = first or item


def _said_to_anyone(script: Script, item: Item) -> Iterator[Problem]:
    for column in ("label", "hint", "constraint_message", "required_message"):
        yield from _health_words(script, script.survey, item.row, column)
    for row in script.lists.get(item.type.list_name, {}).values():
        yield from _health_words(script, script.choices, row, "label")


def _health_words(script: Script, sheet: Sheet, row: Row, column: str) -> Iterator[Problem]:
    for language, text in script.texts(row, column).items():
        found = _words(language).search(_without_references(text))
        if found:
            at = sheet.at(row, column, language if row.cell(column, language) else "")
            yield Problem("health_word", sheet.name, at, {"word": found[0]}, position=found.start())


def _without_references(text: str) -> str:
    """The text with blanks for `${onset}`, so that positions stay right and names of questions do not count."""
    return "".join(" " * (len(piece) + 3) if odd % 2 else piece for odd, piece in enumerate(pieces(text)))


@cache
def _words(language: str) -> re.Pattern[str]:
    """The language's words, and everybody's; a star stands for any ending."""
    words = HEALTH_WORDS["*"] + HEALTH_WORDS.get(language, ())
    endings = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{endings})\b", re.IGNORECASE)
