"""Whatever stands in whichever cell, the answer is a list of problems or a form that runs."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.actions import action_specs
from scenarios.xlsform import Conversation, Form, Problem
from scenarios.xlsform.checking.inspection import inspect_sheets
from scenarios.xlsform.workbook.sheets import read_sheets
from tests.examples import examples
from tests.scenarios.xlsform.workbooks import CHOICE_COLUMNS, COLUMNS, NOW, sound, workbook

SNIPPETS = [
    "${age}",
    "${contact}",
    "${c_first}",
    "${nobody}",
    "..",
    ".",
    "../age",
    "/data/main/age",
    "${contact}[c_close = 'yes']",
    "count(",
    ")",
    "selected(${symptoms}, 'fever')",
    "'",
    "‘",
    "&&",
    "==",
    "if(1, 2, 3)",
    "position(..)",
    "once(${age})",
    "indexed-repeat(${c_first}, ${contact}, 1)",
    "jr:choice-name(${c_close}, '${c_close}')",
    "regex(., 'a+')",
    "today()",
    "begin_group",
    "end_repeat",
    "select_one yes_no",
    "select_multiple",
    "identity",
    "identity: no",
    "anyone",
    "=",
    ";",
    "first_name=1",
    "yes",
    "no",
    "0",
    "main",
    "contact",
    "instance('x')/root/item[name = 1]",
    "current()/../x",
    "[1]",
    "-",
    "sum(${contact}/c_last)",
    "/",
    "//",
    "*",
    "|",
    "é",
    "${",
    "}",
    "name",
    "label",
    " ",
    "covid",
]
_texts = st.lists(st.sampled_from(SNIPPETS), min_size=0, max_size=4).map(" ".join)


@examples(50)
@given(st.integers(0, len(COLUMNS) - 1), st.integers(0, 15), _texts)
def test_any_text_in_any_cell_of_the_survey(column: int, row: int, text: str) -> None:
    survey, choices = sound()
    survey[row][COLUMNS[column]] = text
    judged(workbook(survey, choices))


@examples(15)
@given(st.integers(0, len(CHOICE_COLUMNS) - 1), st.integers(0, 4), _texts)
def test_any_text_in_any_cell_of_the_choices(column: int, row: int, text: str) -> None:
    survey, choices = sound()
    choices[row][CHOICE_COLUMNS[column]] = text
    judged(workbook(survey, choices))


@examples(15)
@given(st.integers(0, len(COLUMNS) - 1), _texts)
def test_any_text_as_a_heading(column: int, text: str) -> None:
    judged(workbook(*sound(), columns=[*COLUMNS[:column], text, *COLUMNS[column + 1 :]]))


def judged(content: bytes) -> None:
    verdict = inspect_sheets(read_sheets(content), action_specs())
    problems = [Problem.from_dict(problem) for problem in verdict["problems"]]
    assert all(problem.message for problem in problems)
    assert "unreadable" not in [problem.code for problem in problems]
    if verdict["form"]:
        talked_through(Form.from_dict(verdict["form"]))
    else:
        assert [problem for problem in problems if problem.severity == "error"]


def talked_through(form: Form) -> None:
    conversation = Conversation(form, now=NOW, preset={"first_name": "Ann"})
    conversation.answer("is_it_you", "", "yes")
    conversation.add_repeat("contact", "k")
    conversation.answer("contact/c_first", "k", "Bob")
    assert all(entry.html is not None for step in conversation.steps() for entry in step.entries)
    assert conversation.planned_actions() is not None
    assert conversation.is_complete in (True, False)
