"""Small scripts for the tests: rows as dictionaries, workbooks as bytes."""

import datetime as dt
import io
from copy import deepcopy
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from scenarios.actions import action_specs
from scenarios.xlsform import Conversation, Form, Problem
from scenarios.xlsform.checking.inspection import inspect

NOW = dt.datetime(2026, 11, 22, 16, 0, tzinfo=ZoneInfo("Europe/Brussels"))
COLUMNS = [
    "type", "name", "label::Français (fr)", "label::English (en)", "required", "relevant", "constraint",
    "constraint_message::Français (fr)", "constraint_message::English (en)", "calculation", "choice_filter", "default",
    "read_only", "appearance", "step", "action", "action_when", "action_with", "repeat_count",
]  # fmt: skip
CHOICE_COLUMNS = ["list_name", "name", "label::Français (fr)", "label::English (en)", "prov"]
Row = dict[str, Any]


def q(type_: str, name: str = "", text: str = "", **cells: Any) -> Row:
    """A row of the survey; the same text stands in both languages."""
    return {"type": type_, "name": name, "label::Français (fr)": text, "label::English (en)": text, **cells}


def c(list_name: str, name: str, text: str = "", **cells: Any) -> Row:
    text = text or name
    return {
        "list_name": list_name,
        "name": name,
        "label::Français (fr)": text,
        "label::English (en)": text,
        **cells,
    }


YES_NO = [c("yes_no", "yes", "Yes"), c("yes_no", "no", "No")]


def workbook(
    survey: list[Row],
    choices: list[Row] | None = None,
    *,
    columns: list[str] | None = None,
    choice_columns: list[str] | None = None,
    settings: Row | None = None,
) -> bytes:
    book = Workbook()
    sheets = (
        ("survey", columns or COLUMNS, survey),
        ("choices", choice_columns or CHOICE_COLUMNS, YES_NO if choices is None else choices),
        ("settings", list(settings or {"form_title": ""}), [settings or {"form_title": "A script"}]),
    )
    book.remove(book.active)
    for title, heading, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.append(heading)
        for row in rows:
            sheet.append([row.get(column) or None for column in heading])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def problems_in(content: bytes) -> list[Problem]:
    """Found in this process, which is quicker; the process of its own has tests of its own."""
    return [Problem.from_dict(problem) for problem in inspect(content, action_specs())["problems"]]


def form_of(survey: list[Row], choices: list[Row] | None = None, **kwargs: Any) -> Form:
    verdict = inspect(workbook(survey, choices, **kwargs), action_specs())
    assert verdict["form"], [Problem.from_dict(problem).message for problem in verdict["problems"]]
    return Form.from_dict(verdict["form"])


def conversation_of(survey: list[Row], choices: list[Row] | None = None, **kwargs: Any) -> Conversation:
    return Conversation(form_of(survey, choices), now=NOW, **kwargs)


SOUND = [
    q("hidden", "first_name"),
    q("note", "greeting", "Hello ${first_name}"),
    q("select_one yes_no", "is_it_you", "Is it you?", step="identity", required="yes"),
    q("begin_group", "main", "Main"),
    q("integer", "age", "Age?", step="core", constraint=". >= 0 and . <= 120"),
    q("select_multiple symptoms", "symptoms", "Symptoms?", required="yes"),
    q("date", "onset", "Since?", relevant="not(selected(${symptoms}, 'none'))", constraint=". <= today()"),
    q("calculate", "until", calculation="date(date(${onset}) + 7)"),
    q("end_group"),
    q("begin_repeat", "contact", "Contact", action="name_contact",
      action_with="first_name=${c_first}; risk=${c_risk}; last_exposure_on=${c_last}"),
    q("text", "c_first", "Name?", required="yes"),
    q("date", "c_last", "Last met?"),
    q("select_one yes_no", "c_close", "Close?"),
    q("calculate", "c_risk", calculation="if(${c_close} = 'yes', 'high', 'low')"),
    q("end_repeat"),
    q("note", "bye", "Stay at home until ${until}"),
]  # fmt: skip
SOUND_CHOICES = [*YES_NO, c("symptoms", "fever"), c("symptoms", "cough"), c("symptoms", "none")]


def sound() -> tuple[list[Row], list[Row]]:
    """A script without a mistake, to put one in. The first row of the survey is row 2."""
    return deepcopy(SOUND), deepcopy(SOUND_CHOICES)
