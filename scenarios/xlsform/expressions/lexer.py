"""Cuts an expression into words."""

import re
from dataclasses import dataclass

from scenarios.xlsform.expressions.faults import Fault

MAX_LENGTH = 2_000

_WORD = re.compile(
    r"""\s*(?:
      (?P<ref>\$\{\s*[^\s${}]+\s*\})
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<op>\.\.|::|//|!=|<=|>=|[()\[\].,/|+\-=<>*])
    | (?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)
    )""",
    re.VERBOSE,
)
_WORD_OPERATORS = {"and", "or", "div", "mod"}
_CURLY = {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}


@dataclass(frozen=True)
class Word:
    kind: str
    text: str
    at: int


def words(source: str) -> list[Word]:
    """All words of a cell, ended by one of kind "end". Refuses what no expression can contain."""
    if len(source) > MAX_LENGTH:
        raise Fault("expression_too_long", 0, limit=MAX_LENGTH)
    found: list[Word] = []
    at, end = 0, len(source.rstrip())
    while at < end:
        match = _WORD.match(source, at)
        if match is None:
            raise _strange(source, at)
        found.append(_word(match, found[-1] if found else None))
        at = match.end()
    found.append(Word("end", "", end))
    return found


def _word(match: re.Match[str], before: Word | None) -> Word:
    kind = match.lastgroup or ""
    text, at = match[kind], match.start(kind)
    if kind == "name" and text in _WORD_OPERATORS and _ends_operand(before):
        kind = "op"
    return Word(kind, text, at)


def _ends_operand(word: Word | None) -> bool:
    return word is not None and (word.kind != "op" or word.text in (")", "]", ".", ".."))


def _strange(source: str, at: int) -> Fault:
    at += len(source[at:]) - len(source[at:].lstrip())
    sign = source[at]
    if sign in _CURLY:
        return Fault("curly_quote", at, sign=sign, suggestion=_CURLY[sign])
    if sign == "&":
        return Fault("double_ampersand", at, suggestion="and")
    if sign in "'\"":
        return Fault("quote_not_closed", at, sign=sign)
    if sign == "$":
        return Fault("broken_reference", at, suggestion="${name}")
    return Fault("strange_sign", at, sign=sign)
