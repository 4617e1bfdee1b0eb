"""The semantics of a conversation, as docs/scenarios.md promises them."""

import datetime as dt

from scenarios.xlsform import Answer, Form, Instance, Run
from tests.scenarios.xlsform.workbooks import NOW, YES_NO, c, form_of, q, run_of, sound

CONTACTS = [
    q("begin_repeat", "contact", "Contact"),
    q("text", "name", "Name?", required="yes"),
    q("integer", "age", "Age of ${name}?"),
    q("calculate", "number", calculation="position(..)"),
    q("end_repeat"),
    q("calculate", "how_many", calculation="count(${contact})"),
    q("calculate", "together", calculation="sum(${age})"),
    q("calculate", "names", calculation="join(', ', ${name})"),
    q("calculate", "adults", calculation="count(${contact}[age >= 18])"),
    q("calculate", "second", calculation="indexed-repeat(${name}, ${contact}, 2)"),
]


def names(run: Run) -> list[str]:
    return [step.key for step in run.steps()]


def confirmed(**kwargs: object) -> Run:
    run = Run(form_of(*sound()), now=NOW, preset={"first_name": "Ann"}, **kwargs)  # type: ignore[arg-type]
    assert run.answer("is_it_you", "", "yes").is_accepted
    return run


def test_nothing_beyond_the_identity_question_is_shown_before_it_is_confirmed() -> None:
    run = Run(form_of(*sound()), now=NOW)
    assert names(run) == ["greeting", "is_it_you"]
    run.answer("is_it_you", "", "no")
    assert names(run) == ["greeting", "is_it_you"]
    run.answer("is_it_you", "", "yes")
    assert names(run) == ["greeting", "is_it_you", "main", "contact", "bye"]


def test_steps_say_whether_anybody_may_hear_them() -> None:
    assert [step.before_identity for step in confirmed().steps()] == [True, True, False, False, False]


def test_answers_beyond_the_identity_question_are_refused_before_it() -> None:
    run = Run(form_of(*sound()), now=NOW)
    assert [error.code for error in run.answer("main/age", "", "40").errors] == ["not_shown"]
    assert [error.code for error in run.add_repeat("contact", "k").errors] == ["not_shown"]


def test_a_confirmation_taken_back_hides_everything_and_plans_nothing() -> None:
    run = confirmed()
    run.add_repeat("contact", "k")
    run.answer("contact/c_first", "k", "Bob")
    run.answer("is_it_you", "", "no")
    assert (run.planned_actions(), run.value("contact/c_first", "k")) == ([], "")
    run.answer("is_it_you", "", "yes")
    assert run.value("contact/c_first", "k") == "Bob"


def test_several_answers_may_confirm_the_identity() -> None:
    choices = [*YES_NO, c("yes_no", "guardian")]
    run = run_of(
        [q("select_one yes_no", "you", "You?", step="identity: yes guardian"), q("note", "n", "N")], choices
    )
    run.answer("you", "", "guardian")
    assert names(run) == ["you", "n"]


def test_what_is_for_anyone_is_shown_without_identity() -> None:
    rows = [
        q("select_one yes_no", "you", "You?", step="identity"),
        q("note", "sorry", "Sorry", relevant="${you} = 'no'", step="anyone"),
    ]
    run = run_of(rows)
    run.answer("you", "", "no")
    assert names(run) == ["you", "sorry"]
    assert not run.is_complete


def test_the_identity_question_is_required_without_saying_so() -> None:
    run = run_of([q("select_one yes_no", "you", "You?", step="identity")])
    assert [error.code for error in run.missing()] == ["required"]


def test_an_irrelevant_answer_reads_as_blank_and_comes_back() -> None:
    run = run_of([
        q("select_one yes_no", "odd", "Odd?"), q("text", "what", "What?", relevant="${odd} = 'yes'"),
        q("calculate", "said", calculation="concat('<', ${what}, '>')"),
    ])  # fmt: skip
    run.answer("odd", "", "yes")
    run.answer("what", "", "headache")
    assert run.value("said") == "<headache>"
    run.answer("odd", "", "no")
    assert (run.value("said"), run.value("what")) == ("<>", "")
    run.answer("odd", "", "yes")
    assert run.value("said") == "<headache>"


def test_an_irrelevant_group_hides_what_is_in_it() -> None:
    run = run_of([
        q("integer", "n", "N?"), q("begin_group", "g", "G", relevant="${n} > 1"), q("text", "t", "T?", required="yes"),
        q("end_group"),
    ])  # fmt: skip
    assert (names(run), run.missing()) == (["n"], [])
    run.answer("n", "", "2")
    assert names(run) == ["n", "g"]
    assert [error.path for error in run.missing()] == ["g/t"]


def test_blank_in_arithmetic_is_blank() -> None:
    run = run_of([q("integer", "n", "N?"), q("calculate", "more", calculation="${n} + 1")])
    assert run.value("more") == ""
    run.answer("n", "", "41")
    assert run.value("more") == "42"


def test_a_refused_answer_changes_nothing() -> None:
    run = confirmed()
    run.answer("main/age", "", "40")
    outcome = run.answer("main/age", "", "400")
    assert ([error.code for error in outcome.errors], outcome.changed, run.value("age")) == (
        ["constraint"],
        (),
        "40",
    )


def test_a_constraint_does_not_look_at_a_blank() -> None:
    run = confirmed()
    assert run.answer("main/age", "", "").is_accepted


def test_the_message_of_a_constraint_is_said_in_the_language() -> None:
    message = {"constraint_message::Français (fr)": "Trop", "constraint_message::English (en)": "Too much"}
    form = form_of([q("integer", "n", "N?", constraint=". < 5", **message)])
    assert Run(form, now=NOW, language="fr").answer("n", "", "7").errors[0].message == "Trop"
    assert Run(form, now=NOW, language="en").answer("n", "", "7").errors[0].message == "Too much"


def test_answers_have_the_form_of_their_type() -> None:
    types = {
        "integer": "4,5",
        "decimal": "four",
        "date": "22/11/2026",
        "time": "25:00",
        "datetime": "2026-11-22",
    }
    run = run_of([q(type_, f"a_{type_}", "?") for type_ in types])
    for type_, wrong in types.items():
        [error] = run.answer(f"a_{type_}", "", wrong).errors
        assert (error.code, error.type) == ("type", type_)
        assert error.message


def test_a_decimal_comma_is_taken_for_a_point() -> None:
    run = run_of([q("decimal", "degrees", "Degrees?")])
    assert run.answer("degrees", "", " 38,5 ").value == "38.5"


def test_only_choices_of_the_list_are_taken() -> None:
    run = confirmed()
    assert [error.code for error in run.answer("main/symptoms", "", "fever plague").errors] == ["choice"]
    assert run.answer("main/symptoms", "", "fever cough fever").value == "fever cough"


def test_a_choice_filter_follows_another_answer() -> None:
    choices = [c("prov", "bru"), c("prov", "lie"), c("city", "ixl", prov="bru"), c("city", "spa", prov="lie")]
    rows = [q("select_one prov", "p", "P?"), q("select_one city", "town", "T?", choice_filter="prov = ${p}")]
    run = run_of(rows, choices)
    run.answer("p", "", "bru")
    assert [choice.value for choice in run.choices("town")] == ["ixl"]
    assert [error.code for error in run.answer("town", "", "spa").errors] == ["choice"]
    run.answer("town", "", "ixl")
    run.answer("p", "", "lie")
    assert [error.code for error in run.violations()] == ["choice"]
    assert not run.is_complete


def test_repeats_start_empty_and_know_their_turns_by_key() -> None:
    run = run_of(CONTACTS)
    assert run.value("how_many") == "0"
    for key, name, age in (("k1", "Ann", "40"), ("k2", "Bob", "9"), ("k3", "Cid", "")):
        assert run.add_repeat("contact", key).is_accepted
        run.answer("contact/name", key, name)
        run.answer("contact/age", key, age)
    assert [run.value(n) for n in ("how_many", "together", "names", "adults", "second")] == [
        "3", "49", "Ann, Bob, Cid", "1", "Bob",
    ]  # fmt: skip
    assert run.label("contact/age", "k2") == "Age of Bob?"
    run.remove_repeat("contact", "k1")
    assert [run.value("number", key) for key in ("k2", "k3")] == ["1", "2"]
    assert (run.value("names"), run.value("second")) == ("Bob, Cid", "Cid")


def test_an_irrelevant_repeat_counts_nothing() -> None:
    rows = [q("integer", "n", "N?"), *CONTACTS]
    rows[1] = q("begin_repeat", "contact", "Contact", relevant="${n} > 0")
    run = run_of(rows)
    run.answer("n", "", "1")
    run.add_repeat("contact", "k")
    assert run.value("how_many") == "1"
    run.answer("n", "", "0")
    assert run.value("how_many") == "0"


def test_a_key_cannot_be_used_twice() -> None:
    run = run_of(CONTACTS)
    run.add_repeat("contact", "k")
    assert not run.add_repeat("contact", "k").is_accepted
    assert not run.remove_repeat("contact", "other").is_accepted
    assert not run.answer("contact/name", "other", "Ann").is_accepted


def test_a_run_rebuilt_from_its_answers_is_the_same() -> None:
    form = form_of(CONTACTS)
    run = Run(form, now=NOW)
    answers = []
    for key in ("k1", "k2"):
        run.add_repeat("contact", key)
        answers.append(Answer("contact/name", key, f"Name {key}"))
        run.answer(*("contact/name", key, f"Name {key}"))
    again = Run(
        Form.from_dict(form.to_dict()),
        answers=answers,
        repeats=[Instance("contact", k) for k in ("k1", "k2")],
        now=NOW,
    )
    assert again.values() == run.values()


def test_the_newest_answer_counts_and_a_blank_takes_back() -> None:
    form = form_of([q("integer", "n", "N?", default="7")])
    assert Run(form, now=NOW).value("n") == "7"
    assert Run(form, answers=[Answer("n", "", "1"), Answer("n", "", "2")], now=NOW).value("n") == "2"
    assert Run(form, answers=[Answer("n", "", "1"), Answer("n", "", "")], now=NOW).value("n") == ""


def test_a_dynamic_default_is_worked_out() -> None:
    run = run_of([q("date", "day", "Day?", default="today()")])
    assert run.value("day") == "2026-11-22"


def test_once_keeps_what_was_stored() -> None:
    form = form_of([q("calculate", "first", calculation="once(today())")])
    assert Run(form, now=NOW).value("first") == "2026-11-22"
    assert Run(form, answers=[Answer("first", "", "2026-11-01")], now=NOW).value("first") == "2026-11-01"


def test_what_is_known_before_is_piped_and_said_as_a_date_in_the_language() -> None:
    form = form_of([q("hidden", "day"), q("hidden", "born"), q("note", "n", "${day} / ${born}")])
    preset = {"day": "2026-11-28", "born": "1980-03-03"}
    said = {code: Run(form, now=NOW, preset=preset, language=code).label("n") for code in ("fr", "en")}
    assert said == {
        "fr": "samedi 28 novembre 2026 / 3 mars 1980",
        "en": "Saturday 28 November 2026 / 3 March 1980",
    }
    assert (
        Run(form, now=NOW, preset=preset).label("n", language="de")
        == "Samstag, 28. November 2026 / 3. März 1980"
    )
    assert form.presets == ("day", "born")


def test_a_piped_choice_is_said_in_words() -> None:
    run = run_of([q("select_one yes_no", "a", "A?"), q("note", "n", "You said ${a}")])
    run.answer("a", "", "yes")
    assert run.label("n") == "You said Yes"


def test_piped_values_cannot_bring_markup() -> None:
    run = run_of(
        [q("hidden", "name"), q("note", "n", "Hello **${name}**")], preset={"name": "<b>A*n*n</b> [x](y)"}
    )
    [step] = run.steps()
    assert step.entries[0].html == "<p>Hello <strong>&lt;b&gt;A*n*n&lt;/b&gt; [x](y)</strong></p>"


def test_a_change_names_what_differs_and_what_is_worded_differently() -> None:
    run = run_of([q("text", "who", "Who?"), q("note", "n", "Hello ${who}"), q("text", "other", "Other?")])
    assert run.answer("who", "", "Ann").changed == (("n", ""), ("who", ""))


def test_a_calculated_question_cannot_be_answered() -> None:
    run = run_of([q("text", "t", "T?", calculation="'x'"), q("text", "r", "R?", read_only="yes")])
    assert [run.answer(name, "", "y").errors[0].code for name in ("t", "r")] == ["read_only", "read_only"]


def test_an_unknown_question_is_refused() -> None:
    assert run_of([q("text", "t", "T?")]).answer("u", "", "y").errors[0].code == "unknown_question"


def test_a_turn_plans_its_action_with_its_own_values() -> None:
    run = confirmed()
    for key, name, close in (("k1", "Ann", "yes"), ("k2", "Bob", "no")):
        run.add_repeat("contact", key)
        run.answer("contact/c_first", key, name)
        run.answer("contact/c_close", key, close)
    assert [(a.name, a.repeat_key, dict(a.args)) for a in run.planned_actions()] == [
        ("name_contact", "k1", {"first_name": "Ann", "risk": "high", "last_exposure_on": ""}),
        ("name_contact", "k2", {"first_name": "Bob", "risk": "low", "last_exposure_on": ""}),
    ]


def test_an_action_waits_for_its_condition() -> None:
    survey, choices = sound()
    next(row for row in survey if row["name"] == "contact")["action_when"] = "${c_close} = 'yes'"
    run = Run(form_of(survey, choices), now=NOW, answers=[Answer("is_it_you", "", "yes")])
    run.add_repeat("contact", "k")
    assert run.planned_actions() == []
    run.answer("contact/c_close", "k", "yes")
    assert [action.repeat_key for action in run.planned_actions()] == ["k"]


def test_today_is_the_date_at_the_region() -> None:
    late = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC).astimezone(NOW.tzinfo)
    assert Run(form_of([q("calculate", "d", calculation="today()")]), now=late).value("d") == "2026-11-23"


def test_the_spoken_language_changes_the_words_and_keeps_the_answers() -> None:
    form = form_of(
        [{**q("text", "t", "?"), "label::Français (fr)": "Quoi ?", "label::English (en)": "What?"}]
    )
    answers = [Answer("t", "", "x")]
    fr, en = (Run(form, answers=answers, language=code, now=NOW) for code in ("fr", "en"))
    assert [(run.label("t"), run.value("t")) for run in (fr, en)] == [("Quoi ?", "x"), ("What?", "x")]
    assert Run(form, language="nl", now=NOW).label("t") == "Quoi ?"


def test_a_repeat_that_is_not_asked_has_no_page_and_takes_no_turn() -> None:
    rows = [
        q("integer", "n", "N?"),
        q("begin_repeat", "r", "R", relevant="${n} > 0"),
        q("text", "t", "T?"),
        q("end_repeat"),
    ]
    run = run_of(rows)
    assert names(run) == ["n"]
    assert [error.code for error in run.add_repeat("r", "k").errors] == ["not_shown"]
    run.answer("n", "", "1")
    assert names(run) == ["n", "r"]


def test_yes_and_no_are_conditions() -> None:
    run = run_of([q("text", "a", "A?", relevant="no"), q("text", "b", "B?", relevant="yes", required="no")])
    assert (names(run), run.missing()) == (["b"], [])
