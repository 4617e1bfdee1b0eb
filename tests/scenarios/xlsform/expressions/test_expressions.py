"""What expressions mean, one pair a line; and what they cannot do."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.xlsform.expressions import conversion as to
from scenarios.xlsform.expressions.compiler import compile_expression
from scenarios.xlsform.expressions.faults import Fault
from scenarios.xlsform.expressions.functions import pattern
from scenarios.xlsform.expressions.parser import parse
from scenarios.xlsform.expressions.places import Places
from scenarios.xlsform.expressions.scope import Scope

PLACES = Places(
    [("a", "text"), ("b", "text"), ("blank", "text"), ("many", "select_multiple"), ("day", "date")]
)
VALUES = {"a": "3", "b": "4.5", "blank": "", "many": "x y z", "day": "2026-11-20"}


class World:
    """A conversation of five answers."""

    now = dt.datetime(2026, 11, 22, 16, 30, tzinfo=dt.UTC)
    language = "fr"

    def value(self, path: str, key: str = "") -> str:
        return VALUES[path]

    def remembered(self, path: str, key: str) -> str:
        return ""

    def turns(self, repeat: str, within: str) -> list[str]:
        return []

    def is_relevant(self, path: str, key: str) -> bool:
        return True

    def choice_label(self, path: str, key: str, value: str) -> str:
        return f"<{value}>"

    def spend(self, steps: int) -> None:
        return None


def result(source: str) -> str:
    return to.text(compile_expression(source, PLACES, "a").evaluate(Scope(World(), "a")))


def fault_of(source: str) -> Fault | None:
    try:
        result(source)
    except Fault as fault:
        return fault
    return None


PAIRS = [
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("7 div 2", "3.5"),
    ("7 mod 3", "1"),
    ("-7 mod 3", "-1"),
    ("1 div 0", ""),
    ("--3", "3"),
    ("2 - -1", "3"),
    ("10 - 3 - 2", "5"),
    ("${a} + ${b}", "7.5"),
    ("${blank} + 1", ""),
    ("${a} > 2 and ${b} < 5", "true"),
    ("${a} > 2 or nonsense()", None),
    ("${blank} > 1", "false"),
    ("${a} = 3", "true"),
    ("${a} = '3'", "true"),
    ("${a} != 3", "false"),
    ("'a' = 'b'", "false"),
    ("true() = 1", "true"),
    ("not(${blank})", "true"),
    ("not('x')", "false"),
    ("boolean(0)", "false"),
    ("boolean-from-string('1')", "true"),
    ("if(${a} > 2, 'big', 'small')", "big"),
    ("coalesce(${blank}, ${a})", "3"),
    ("coalesce('', '')", ""),
    ("selected(${many}, 'y')", "true"),
    ("selected(${many}, 'xy')", "false"),
    ("count-selected(${many})", "3"),
    ("count-selected(${blank})", "0"),
    ("selected-at(${many}, 1)", "y"),
    ("selected-at(${many}, 9)", ""),
    ("selected-at(${many}, -1)", ""),
    ("min(3, 1, 2)", "1"),
    ("max(3, ${b})", "4.5"),
    ("max('')", ""),
    ("concat('a', 1, true())", "a1true"),
    ("join('-', 'a', '', 'b')", "a-b"),
    ("string-length('été')", "3"),
    ("substr('abcdef', 2)", "cdef"),
    ("substr('abcdef', 1, 3)", "bc"),
    ("substr('abcdef', -2)", "ef"),
    ("contains('abc', 'b')", "true"),
    ("starts-with('abc', 'b')", "false"),
    ("ends-with('abc', 'c')", "true"),
    ("substring-before('a-b', '-')", "a"),
    ("substring-after('a-b', '-')", "b"),
    ("normalize-space(' a  b ')", "a b"),
    ("regex('0470 12', '^[0-9 ]+$')", "true"),
    ("regex('x', '^[0-9]+$')", "false"),
    ("int(3.9)", "3"),
    ("int(-3.9)", "-3"),
    ("int('')", ""),
    ("round(2.5)", "3"),
    ("round(-1.5)", "-1"),
    ("round(2.345, 2)", "2.35"),
    ("number('4,5')", ""),
    ("number('12')", "12"),
    ("floor(1.5)", "1"),
    ("abs(-2)", "2"),
    ("ceiling(1.2)", "2"),
    ("pow(2, 10)", "1024"),
    ("pow(9, 9999)", ""),
    ("string(1.50)", "1.5"),
    ("today()", "2026-11-22"),
    ("now()", "2026-11-22T16:30:00"),
    ("today() - 2", "20777"),
    ("date(today() - 2)", "2026-11-20"),
    ("${day} < today()", "true"),
    ("${day} = '2026-11-20'", "true"),
    ("today() - ${day}", "2"),
    ("date('2026-02-30')", ""),
    ("date(${blank}) + 7", ""),
    ("decimal-date-time('1970-01-02')", "1"),
    ("int((today() - date('1980-03-03')) div 365.25)", "46"),
    ("format-date('2026-11-20', '%d/%m/%Y')", "20/11/2026"),
    ("format-date('2026-01-05', '%e %b %Y')", "5 janv. 2026"),
    ("format-date('2026-01-05', '%a')", "lun."),
    ("format-date('', '%d')", ""),
    ("jr:choice-name(${many}, '${many}')", "<x y z>"),
    (". * 2", "6"),
    ("once('x')", "x"),
    ("date-time('2026-11-20T10:00')", "2026-11-20T10:00:00"),
    ("'it''s'", None),
]


@pytest.mark.parametrize(("source", "expected"), [pair for pair in PAIRS if pair[1] is not None])
def test_an_expression_has_its_value(source: str, expected: str) -> None:
    assert result(source) == expected


@pytest.mark.parametrize("source", [pair[0] for pair in PAIRS if pair[1] is None])
def test_nonsense_is_refused(source: str) -> None:
    with pytest.raises(Fault):
        result(source)


@given(st.text(alphabet="${}ab()[]'\"+-*/=<>!.,: 0123456789“&#andorif", max_size=60))
def test_any_text_is_an_expression_or_a_fault_with_a_position(source: str) -> None:
    fault = fault_of(source)
    assert fault is None or 0 <= fault.at <= len(source)


@given(st.dates(min_value=dt.date(1600, 1, 1), max_value=dt.date(2400, 1, 1)))
def test_a_date_survives_becoming_a_number(day: dt.date) -> None:
    assert result(f"date(decimal-date-time('{day.isoformat()}'))") == day.isoformat()


@pytest.mark.parametrize("evil", ["^(a+)+$", "(a|a)*b", "(.*)*x"])
def test_a_pattern_cannot_make_the_server_hang(evil: str) -> None:
    assert pattern(evil).search("a" * 5_000 + "!") is None


def test_a_pattern_with_a_back_reference_is_refused() -> None:
    with pytest.raises(Fault):
        pattern(r"(a)\1")


@pytest.mark.parametrize(
    "source", ["(" * 1000 + "1" + ")" * 1000, "not(" * 400, "-" * 1500 + "1", "1" + "+1" * 900]
)
def test_an_endless_expression_is_refused(source: str) -> None:
    with pytest.raises(Fault):
        parse(source)
