"""No word about health before the identity is confirmed, however it is written and wherever it comes from."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from scenarios.xlsform.base.piping import pieces, references
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.lint.health_words import HEALTH_WORDS
from scenarios.xlsform.workbook.composing import is_dynamic
from scenarios.xlsform.workbook.marking import gated_paths
from scenarios.xlsform.workbook.outline import Item
from scenarios.xlsform.workbook.script import Script
from scenarios.xlsform.workbook.sheets import Row, Sheet

# Markdown's emphasis; a soft hyphen and signs without width belong to Unicode's category Cf.
_UNHEARD = frozenset("*_`~")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_COMPARISON = frozenset("=<>!")


def problems(script: Script) -> Iterator[Problem]:
    """Health words in what anybody may hear: texts, choices, and what is worked out to be said in them."""
    gated = gated_paths(script)
    for item in script.items:
        if item.path in gated:
            continue
        for column in ("label", "hint", "constraint_message", "required_message"):
            yield from _in_texts(script, script.survey, item.row, column)
        for row in script.lists.get(item.type.list_name, {}).values():
            yield from _in_texts(script, script.choices, row, "label")
    for item in _piped(script, gated):
        for column in ("calculation", "default"):
            yield from _in_literals(script, item, column)


def _in_texts(script: Script, sheet: Sheet, row: Row, column: str) -> Iterator[Problem]:
    for language, text in script.texts(row, column).items():
        if found := _health_word(_without_references(text), language if script.names_languages else ""):
            at = sheet.at(row, column, language if row.cell(column, language) else "")
            yield Problem("health_word", sheet.name, at, {"word": found[0]}, position=found[1])


def _in_literals(script: Script, item: Item, column: str) -> Iterator[Problem]:
    for text, begins in _spoken(item.row.text(column), is_worked_out=column == "calculation"):
        if found := _health_word(text, ""):
            at = script.survey.at(item.row, column)
            yield Problem("health_word", "survey", at, {"word": found[0]}, position=begins + found[1])


def _spoken(cell: str, *, is_worked_out: bool) -> Iterator[tuple[str, int]]:
    """The texts that a cell may come to say, and where they begin.

    Not what is only compared with: `if(${result} = 'positive', …)` says nothing of it.
    """
    if not is_worked_out and not is_dynamic(cell):
        yield cell, 0
        return
    for quoted in _QUOTED.finditer(cell):
        before, after = cell[: quoted.start()].rstrip()[-1:], cell[quoted.end() :].lstrip()[:1]
        if not _COMPARISON & {before, after}:
            yield quoted[0], quoted.start()


def _piped(script: Script, gated: frozenset[str]) -> list[Item]:
    """What the texts for anybody say of other rows, and what those are worked out from."""
    open_to_all = [item for item in script.items if item.path not in gated]
    named = {
        name
        for item in open_to_all
        for column in ("label", "hint", "constraint_message", "required_message")
        for text in script.texts(item.row, column).values()
        for name in references(text)
    }
    found: dict[str, Item] = {}
    while named:
        fresh = [item for item in open_to_all if item.name in named and item.path not in found]
        found |= {item.path: item for item in fresh}
        named = {
            name
            for item in fresh
            for column in ("calculation", "default")
            for name in references(item.row.text(column))
        }
    return list(found.values())


def _health_word(text: str, language: str) -> tuple[str, int] | None:
    """The first word about health, as it is written, and where it stands in the text."""
    heard, places = _as_heard(text)
    found = _words(language).search(heard)
    if found is None:
        return None
    start, end = places[found.start()], places[found.end() - 1] + 1
    return text[start:end], start


def _as_heard(text: str) -> tuple[str, list[int]]:
    """The text as it sounds: without accents, emphasis and signs nobody hears; and where each of its signs stood.

    Accents go on both sides, because capitals are often written without: FIEVRE is fièvre.
    """
    heard, places = [], []
    for place, sign in enumerate(text):
        for part in unicodedata.normalize("NFKD", sign):
            if part in _UNHEARD or unicodedata.category(part) in ("Mn", "Cf"):
                continue
            heard.append(part)
            places.append(place)
    return "".join(heard), places


def _without_references(text: str) -> str:
    """The text with blanks for `${onset}`, so that positions stay right and names of questions do not count."""
    return "".join(" " * (len(piece) + 3) if odd % 2 else piece for odd, piece in enumerate(pieces(text)))


@cache
def _words(language: str) -> re.Pattern[str]:
    """The language's words, and everybody's; those of all languages where none is named. A star is any ending."""
    known = HEALTH_WORDS.keys() if not language else ("*", language.partition("-")[0])
    words = [_as_heard(word.replace("*", "\\"))[0] for name in known for word in HEALTH_WORDS.get(name, ())]
    endings = "|".join(re.escape(word).replace(r"\\", r"\w*") for word in words)
    return re.compile(rf"\b(?:{endings})\b", re.IGNORECASE)
