"""What is said: present in every language, with references that exist."""

from collections.abc import Iterator

from scenarios.xlsform.base.piping import pieces, references
from scenarios.xlsform.base.problems import Problem
from scenarios.xlsform.expressions.faults import Fault
from scenarios.xlsform.workbook.columns import TRANSLATED
from scenarios.xlsform.workbook.script import Script
from scenarios.xlsform.workbook.sheets import Row, Sheet

_SAID = sorted(TRANSLATED - {"guidance_hint"})


def problems(script: Script) -> Iterator[Problem]:
    """What is wrong with the texts."""
    for row in script.survey.rows:
        for column in _SAID:
            yield from _translations(script, script.survey, row, column)
            yield from _references(script, row, column)
    for row in script.choices.rows:
        yield from _translations(script, script.choices, row, "label")


def _translations(script: Script, sheet: Sheet, row: Row, column: str) -> Iterator[Problem]:
    """A text given in one language is needed in all: an agent must never be left with a dash to read out."""
    given = script.texts(row, column)
    if not given:
        return
    for language in script.languages:
        if language not in given:
            at = sheet.at(row, column, language)
            yield Problem("missing_translation", sheet.name, at, {"language": language})


def _references(script: Script, row: Row, column: str) -> Iterator[Problem]:
    texts = script.texts(row, column)
    piped = {language: set(references(text)) for language, text in texts.items()}
    everywhere = set().union(*piped.values()) if piped else set()
    for language, text in texts.items():
        at = _cell(script, row, column, language)
        yield from _broken(text, at)
        for name in sorted(piped[language]):
            yield from _unknown(script, name, text, at)
        lost = {name for name in everywhere - piped[language] if name in script.places.named}
        if lost:
            params = {"names": ", ".join(sorted(lost)), "language": language}
            yield Problem("different_references", "survey", at, params, severity="warning")


def _cell(script: Script, row: Row, column: str, language: str) -> str:
    cell = row.cell(column, language) or row.cell(column)
    return cell.at if cell else script.survey.at(row, column, language)


def _broken(text: str, at: str) -> Iterator[Problem]:
    """`${name` or `$ {name}`: what is left over beside the references that can be read."""
    if any("${" in plain or "$ {" in plain for plain in pieces(text)[0::2]):
        yield Problem("broken_reference", "survey", at, suggestion="${name}", position=text.find("$"))


def _unknown(script: Script, name: str, text: str, at: str) -> Iterator[Problem]:
    try:
        script.places.find(name)
    except Fault as fault:
        position = text.find(name)
        yield Problem(fault.code, "survey", at, fault.params, suggestion=fault.suggestion, position=position)
