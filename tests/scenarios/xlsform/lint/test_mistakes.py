"""Every mistake an administrator makes is named by its cell, with what was probably meant."""

from collections.abc import Callable

import pytest

from tests.scenarios.xlsform.workbooks import CHOICE_COLUMNS, COLUMNS, Row, c, problems_in, q, sound, workbook

Change = Callable[[list[Row], list[Row]], object]


def put(name: str, /, **cells: object) -> Change:
    """Change the cells of the row with this name."""

    def change(survey: list[Row], choices: list[Row]) -> None:
        next(row for row in survey if row["name"] == name).update(
            {k.replace("__", "::"): v for k, v in cells.items()}
        )

    return change


def text_in(name: str, language: str, text: str | None) -> Change:
    column = {"fr": "label::Français (fr)", "en": "label::English (en)"}[language]
    return lambda survey, choices: next(r for r in survey if r["name"] == name).update({column: text})


def add(*rows: Row) -> Change:
    return lambda survey, choices: survey.extend(rows)


def choose(*rows: Row) -> Change:
    return lambda survey, choices: choices.extend(rows)


def in_turn(*changes: Change) -> Change:
    return lambda survey, choices: [change(survey, choices) for change in changes]


INNER = [q("begin_repeat", "inner", "Inner"), q("end_repeat")]

# code, sheet, cell, suggestion, what was done to a sound script. E: required, F: relevant, G: constraint,
# J: calculation, K: choice_filter, L: default, M: read_only, O: step, P: action, Q: action_when, R: action_with.
MISTAKES: list[tuple[str, str, str, str, Change]] = [
    ("unknown_type", "survey", "A6", "integer", put("age", type="intger")),
    ("unknown_type", "survey", "A4", "select_one yes_no", put("is_it_you", type="selct_one yes_no")),
    ("unsupported_type", "survey", "A6", "", put("age", type="geopoint")),
    ("missing_type", "survey", "A6", "", put("age", type="")),
    ("missing_list", "survey", "A7", "", put("symptoms", type="select_multiple")),
    ("unknown_list", "survey", "A7", "symptoms", put("symptoms", type="select_multiple symptom")),
    ("or_other", "survey", "A7", "", put("symptoms", type="select_multiple symptoms or_other")),
    ("missing_name", "survey", "B3", "", put("greeting", name="")),
    ("bad_name", "survey", "B3", "date_of_birth", put("greeting", name="date of birth")),
    ("duplicate_name", "survey", "B17", "", put("bye", name="greeting")),
    ("missing_label", "survey", "C6", "", in_turn(text_in("age", "fr", ""), text_in("age", "en", ""))),
    ("missing_translation", "survey", "C6", "", text_in("age", "fr", "")),
    ("missing_translation", "survey", "D17", "", text_in("bye", "en", None)),
    ("missing_translation", "survey", "H6", "", put("age", **{"constraint_message::English (en)": "No"})),
    ("missing_translation", "choices", "D5", "", lambda s, ch: ch[3].update({"label::English (en)": ""})),
    ("missing_calculation", "survey", "J9", "", put("until", calculation="")),
    ("not_closed", "survey", "A5", "", lambda s, ch: s.pop(8)),
    ("not_opened", "survey", "A18", "", add(q("end_group"))),
    ("wrong_end", "survey", "A10", "", lambda s, ch: s[8].update(type="end_repeat")),
    ("nested_repeat", "survey", "A12", "", lambda s, ch: s.__setitem__(slice(10, 10), INNER)),
    ("repeat_count", "survey", "S11", "", put("contact", repeat_count="${age}")),
    ("bad_default", "survey", "L6", "", put("age", default="many")),
    ("bad_default", "survey", "L7", "", put("symptoms", default="plague")),
    ("not_yes_or_no", "survey", "M6", "", put("age", read_only="maybe")),
    ("choice_without_list", "choices", "A7", "", choose(c("", "fever"))),
    ("choice_without_name", "choices", "B7", "", choose({"list_name": "symptoms", "label::English (en)": "X"})),
    ("choice_with_space", "choices", "B7", "dry_cough", choose(c("symptoms", "dry cough"))),
    ("duplicate_choice", "choices", "B7", "", choose(c("symptoms", "fever"))),
    ("unknown_reference", "survey", "C3", "first_name", text_in("greeting", "fr", "Bonjour ${frist_name}")),
    ("unknown_reference", "survey", "F8", "symptoms", put("onset", relevant="${symptom} != ''")),
    ("broken_reference", "survey", "D3", "${name}", text_in("greeting", "en", "Hello ${first_name")),
    ("broken_reference", "survey", "F8", "${name}", put("onset", relevant="$symptoms != ''")),
    ("bracket_not_closed", "survey", "F8", "", put("onset", relevant="not(selected(${symptoms}, 'none')")),
    ("bracket_not_opened", "survey", "F8", "", put("onset", relevant="selected(${symptoms}, 'none'))")),
    ("curly_quote", "survey", "F8", "'", put("onset", relevant="selected(${symptoms}, ‘none’)")),
    ("double_ampersand", "survey", "F8", "and", put("onset", relevant="${age} > 3 && ${age} < 9")),
    ("double_equals", "survey", "F8", "=", put("onset", relevant="${age} == 3")),
    ("quote_not_closed", "survey", "J9", "", put("until", calculation="concat('a, 2)")),
    ("strange_sign", "survey", "J9", "", put("until", calculation="${age} # 2")),
    ("incomplete", "survey", "G6", "", put("age", constraint=". >")),
    ("expected", "survey", "J9", "", put("until", calculation="if(${age} > 3 'a', 'b')")),
    ("unknown_function", "survey", "F8", "count-selected", put("onset", relevant="count-selectd(${symptoms}) > 0")),
    ("unknown_function", "survey", "J9", "", put("until", calculation="pulldata('a', 'b', 'c', 'd')")),
    ("wrong_arity", "survey", "F8", "", put("onset", relevant="selected(${symptoms})")),
    ("unknown_choice", "survey", "F8", "none", put("onset", relevant="not(selected(${symptoms}, 'non'))")),
    ("unknown_choice", "survey", "J15", "yes", put("c_risk", calculation="if(${c_close} = 'Yes', 'high', 'low')")),
    ("unknown_reference", "survey", "F8", "'yes'", put("onset", relevant="${is_it_you} = yes")),
    ("cannot_understand", "survey", "F8", "and", put("onset", relevant="${age} > 1 AND ${age} < 9")),
    ("unknown_function", "survey", "J9", "if", put("until", calculation="IF(1, 2, 3)")),
    ("scalar_into_repeat", "survey", "F11", "", put("contact", relevant="${c_first} = 'x'")),
    ("number_with_text", "survey", "F8", "", put("onset", relevant="${is_it_you} > 3")),
    ("scalar_into_repeat", "survey", "F17", "", put("bye", relevant="${c_close} = 'yes'")),
    ("circular", "survey", "J9", "", put("until", calculation="concat(${until}, 'x')")),
    ("circular", "survey", "F8", "", put("onset", relevant="${until} != ''")),
    ("not_in_a_repeat", "survey", "J9", "", put("until", calculation="position(..)")),
    ("bad_pattern", "survey", "G12", "", put("c_first", constraint="regex(., '(a)\\1')")),
    ("pattern_not_literal", "survey", "G12", "", put("c_first", constraint="regex(., ${first_name})")),
    ("expression_too_long", "survey", "J9", "", put("until", calculation="1" + " + 1" * 600)),
    ("too_many_terms", "survey", "J9", "", put("until", calculation="1" + "+1" * 300)),
    ("nested_too_deep", "survey", "J9", "", put("until", calculation="(" * 100 + "1" + ")" * 100)),
    ("identity_missing", "survey", "", "", put("is_it_you", step="")),
    ("identity_twice", "survey", "O14", "", put("c_close", step="identity")),
    ("identity_type", "survey", "O3", "", in_turn(put("is_it_you", step=""), put("greeting", step="identity"))),
    ("identity_answer", "survey", "O4", "", put("is_it_you", step="identity: certainly")),
    ("unknown_step", "survey", "O6", "core", put("age", step="cor")),
    ("core_missing", "survey", "", "", put("age", step="")),
    ("core_type", "survey", "O3", "", put("greeting", step="core")),
    ("core_type", "survey", "O12", "", put("c_first", step="core")),
    ("core_answer", "survey", "O7", "", put("symptoms", step="core: plague")),
    ("core_answer", "survey", "O6", "", put("age", step="core: yes")),
    ("core_asked", "survey", "L6", "", put("age", default="3")),
    ("core_asked", "survey", "J6", "", put("age", calculation="3")),
    ("identity_asked", "survey", "L4", "", put("is_it_you", default="yes")),
    ("identity_asked", "survey", "J4", "", put("is_it_you", calculation="'yes'")),
    ("identity_asked", "survey", "M4", "", put("is_it_you", read_only="yes")),
    ("identity_asked", "survey", "G4", "", put("is_it_you", constraint=". = 'no'")),
    ("identity_hidden", "survey", "F4", "", put("is_it_you", relevant="false()")),
    ("identity_hidden", "survey", "F4", "", put("is_it_you", relevant="${age} > 3")),
    ("looks_at_nothing", "survey", "F8", "", put("onset", relevant="'age' > 3")),
    ("unknown_reference", "survey", "F8", "${age}", put("onset", relevant="age > 3")),
    ("unknown_reference", "survey", "F8", "'no'", put("onset", relevant="${is_it_you} = non")),
    ("date_without_quotes", "survey", "G8", "date('2026-11-01')", put("onset", constraint=". > 2026-11-01")),
    ("date_otherwise", "survey", "G8", "", put("onset", constraint=". > '01/11/2026'")),
    ("outcome_type", "survey", "O6", "", put("age", step="outcome")),
    ("outcome_twice", "survey", "O15", "", in_turn(put("until", step="outcome"), put("c_risk", step="outcome"))),
    ("unknown_step", "survey", "O5", "", put("main", step="everyone")),
    ("health_word", "survey", "D3", "", text_in("greeting", "en", "Hello ${first_name}, your test is back")),
    ("health_word", "survey", "C3", "", text_in("greeting", "fr", "Bonjour ${first_name}, vous êtes infectée")),
    ("health_word", "survey", "D17", "", in_turn(put("bye", step="anyone"), text_in("bye", "en", "Covid ${until}"))),
    ("health_word", "survey", "C3", "", text_in("greeting", "fr", "Bonjour ${first_name}, pas de FIEVRE ?")),
    ("health_word", "survey", "C3", "", text_in("greeting", "fr", "Bonjour ${first_name}, de la fie\u0300vre ?")),
    ("health_word", "survey", "D3", "", text_in("greeting", "en", "Hello ${first_name}, a fe**ver**?")),
    ("health_word", "survey", "D3", "", text_in("greeting", "en", "Hello ${first_name}, vi\u00adrus")),
    ("health_word", "survey", "D3", "", text_in("greeting", "en", "Hello ${first_name}, vi\u200brus")),
    ("health_word", "survey", "J2", "", in_turn(
        put("first_name", calculation="if(1 = 1, 'corona', 'x')", type="calculate"))),
    ("health_word", "survey", "L2", "", put("first_name", default="a positive person")),
    ("unknown_action", "survey", "P11", "name_contact", put("contact", action="name_contct")),
    ("unknown_argument", "survey", "R11", "phone", put("contact", action_with="fone=${c_first}")),
    ("missing_argument", "survey", "R11", "", put("contact", action_with="first_name=${c_first}")),
    ("argument_shape", "survey", "R11", "", put("contact", action_with="${c_first}")),
    ("unknown_reference", "survey", "R11", "c_first", put("contact", action_with="first_name=${c_frist}")),
    ("action_missing", "survey", "P11", "", put("contact", action="")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "sheet", "cell", "suggestion", "change"), MISTAKES)
def test_a_mistake_is_named_by_its_cell(
    code: str, sheet: str, cell: str, suggestion: str, change: Change
) -> None:
    survey, choices = sound()
    change(survey, choices)
    found = problems_in(workbook(survey, choices))
    assert (code, sheet, cell, suggestion) in [(p.code, p.sheet, p.cell, p.suggestion) for p in found]
    assert all(problem.message for problem in found)


def test_the_script_without_a_mistake_has_no_problem() -> None:
    assert problems_in(workbook(*sound())) == []


def _renamed(columns: list[str], old: str, new: str) -> list[str]:
    return [new if column == old else column for column in columns]


def test_a_misspelt_column_is_an_error_because_the_question_would_always_be_shown() -> None:
    found = problems_in(workbook(*sound(), columns=_renamed(COLUMNS, "relevant", "relevent")))
    assert ("unknown_column", "F1", "relevant", "error") in [
        (p.code, p.cell, p.suggestion, p.severity) for p in found
    ]


def test_a_foreign_column_is_only_a_warning() -> None:
    found = problems_in(workbook(*sound(), columns=[*COLUMNS, "reviewed by"]))
    assert [(p.code, p.cell, p.severity) for p in found] == [("unknown_column", "T1", "warning")]


def test_a_column_given_twice_is_an_error() -> None:
    found = problems_in(workbook(*sound(), columns=[*COLUMNS, "calculate"]))
    assert ("duplicate_column", "T1") in [(p.code, p.cell) for p in found]


def test_a_language_that_is_none_is_an_error() -> None:
    found = problems_in(
        workbook(*sound(), columns=_renamed(COLUMNS, "label::English (en)", "label::Klingonish"))
    )
    assert ("unknown_language", "D1") in [(p.code, p.cell) for p in found]


def test_a_missing_column_is_an_error() -> None:
    found = problems_in(workbook(*sound(), choice_columns=_renamed(CHOICE_COLUMNS, "list_name", "which")))
    assert "missing_column" in [p.code for p in found]


def test_a_default_language_that_the_script_does_not_speak_is_an_error() -> None:
    found = problems_in(workbook(*sound(), settings={"form_title": "A", "default_language": "Deutsch (de)"}))
    assert [(p.code, p.sheet, p.cell) for p in found] == [("default_language", "settings", "B2")]


def test_all_mistakes_are_told_at_once() -> None:
    survey, choices = sound()
    put("onset", relevant="${symptom} = 1")(survey, choices)
    put("until", calculation="1 +")(survey, choices)
    put("contact", action="nothing")(survey, choices)
    assert {p.cell for p in problems_in(workbook(survey, choices))} >= {"F8", "J9", "P11"}


def test_the_position_inside_the_cell_is_told() -> None:
    survey, choices = sound()
    put("onset", relevant="${age} > 3 && ${age} < 9")(survey, choices)
    assert [p.position for p in problems_in(workbook(survey, choices)) if p.cell == "F8"] == [11]


def test_formulas_are_refused_because_their_value_is_not_in_the_file() -> None:
    survey, choices = sound()
    put("greeting", **{"label::English (en)": "=A1"})(survey, choices)
    assert ("formula", "D3") in [(p.code, p.cell) for p in problems_in(workbook(survey, choices))]


def test_an_overlong_cell_is_refused() -> None:
    survey, choices = sound()
    text_in("greeting", "en", "x" * 6000)(survey, choices)
    assert ("cell_too_long", "D3") in [(p.code, p.cell) for p in problems_in(workbook(survey, choices))]


def test_a_crash_of_the_second_reader_becomes_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*args: object, **kwargs: object) -> None:
        raise TypeError("node() got multiple values")

    monkeypatch.setattr("scenarios.xlsform.checking.portable.convert", crash)
    assert [p.code for p in problems_in(workbook(*sound()))] == ["not_an_xlsform"]


def test_a_script_that_names_no_language_is_held_to_the_words_of_all() -> None:
    columns = ["type", "name", "label", "step"]
    rows = [{"type": "note", "name": "hello", "label": "Bonjour, avez-vous de la fièvre ?"}]
    rows += [{"type": "select_one yes_no", "name": "you", "label": "You?", "step": "identity"}]
    found = problems_in(workbook(rows, columns=columns))
    assert ("health_word", "C2") in [(p.code, p.cell) for p in found]


@pytest.mark.parametrize(
    "survey",
    [
        [q("begin_group", "all", "All"), q("end_group")],
        [q("hidden", "name"), q("note", "hello", "Hello", relevant="${name} = 'Ann'")],
    ],
)
def test_a_script_that_would_begin_with_nothing_on_the_screen_is_refused(survey) -> None:
    assert "nothing_to_show" in [problem.code for problem in problems_in(workbook(survey))]


def test_an_identity_that_depends_on_what_was_asked_before_is_fine() -> None:
    survey, choices = sound()
    survey.insert(1, q("select_one yes_no", "is_anybody_there", "Somebody picks up?"))
    put("is_it_you", relevant="${is_anybody_there} = 'yes'")(survey, choices)
    assert problems_in(workbook(survey, choices)) == []


def test_an_identity_that_depends_on_it_by_its_place_is_fine_too() -> None:
    survey, choices = sound()
    survey.insert(1, q("select_one yes_no", "is_anybody_there", "Somebody picks up?"))
    put("is_it_you", relevant="../is_anybody_there = 'yes'")(survey, choices)
    assert problems_in(workbook(survey, choices)) == []


def test_a_health_word_that_is_only_compared_with_is_not_said() -> None:
    survey, choices = sound()
    put(
        "first_name",
        type="calculate",
        calculation="if('ill' = 'ill', 'Ann', if('x' != \"ill\", 'Bob', 'Cid'))",
    )(survey, choices)
    assert "health_word" not in [problem.code for problem in problems_in(workbook(survey, choices))]


@pytest.mark.parametrize("heading", ["label::Français (BE)", "label::English (UK)", "label::Something (UK)"])
def test_the_code_of_a_country_in_the_place_of_a_language_is_an_error(heading) -> None:
    found = problems_in(workbook(*sound(), columns=_renamed(COLUMNS, "label::English (en)", heading)))
    assert ("unknown_language", "D1") in [(p.code, p.cell) for p in found]
