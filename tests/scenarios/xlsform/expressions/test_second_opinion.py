"""elementpath, an independent XPath implementation, agrees with us wherever XPath 1.0 itself speaks.

Where we differ on purpose, docs/scenarios.md says so: what is not a number, or divided by zero, is blank, and a
blank question is false
(in XPath a node that exists is true); so references are compared as strings here.
"""

import math

import elementpath
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.examples import examples
from tests.scenarios.xlsform.expressions.test_expressions import VALUES, result

_DATA = etree.Element("data")
for _name, _value in VALUES.items():
    etree.SubElement(_DATA, _name).text = _value

_numbers = st.sampled_from(["0", "1", "2", "3.5", "10", "${a}", "${b}", "number(${blank})"])
_strings = st.sampled_from(["''", "'a'", "'abc'", "'3'", "${a}", "${many}", "${blank}"])


def _binary(parts: st.SearchStrategy[str], operators: list[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda a, op, b: f"({a} {op} {b})", parts, st.sampled_from(operators), parts)


def _called(name: str, *args: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda *given: f"{name}({', '.join(given)})", *args)


_arithmetic = st.recursive(
    _numbers,
    lambda inner: _binary(inner, ["+", "-", "*"]) | _called("floor", inner) | _called("round", inner),
    max_leaves=6,
)
_texts = _strings | _called("concat", _strings, _strings) | _called("substring-before", _strings, _strings)
_truths = st.recursive(
    _binary(_arithmetic, ["=", "!=", "<", "<=", ">", ">="])
    | _binary(_texts, ["=", "!="])
    | _called("contains", _texts, _texts)
    | _called("starts-with", _texts, _texts),
    lambda inner: _binary(inner, ["and", "or"]) | _called("not", inner),
    max_leaves=4,
)
_expressions = _arithmetic | _texts | _truths | _called("string-length", _texts)


def second_opinion(source: str) -> str:
    for name in VALUES:
        source = source.replace("${" + name + "}", f"string(/data/{name})")
    value = elementpath.select(_DATA, f"string({source})", parser=elementpath.XPath1Parser)
    return "" if value in ("NaN", "Infinity", "-Infinity") else str(value)


@examples(50)
@given(_expressions)
def test_two_implementations_agree(source: str) -> None:
    ours, theirs = result(source), second_opinion(source)
    assert ours == theirs or math.isclose(float(ours), float(theirs))
