"""What is taken for an answer, and what is refused."""

from scenarios.xlsform import Conversation
from tests.scenarios.xlsform.conversation.talks import confirmed
from tests.scenarios.xlsform.workbooks import NOW, c, conversation_of, form_of, q


def test_a_refused_answer_changes_nothing() -> None:
    conversation = confirmed()
    conversation.answer("main/age", "", "40")
    effect = conversation.answer("main/age", "", "400")
    assert ([error.code for error in effect.errors], conversation.value("age")) == (["constraint"], "40")


def test_a_constraint_does_not_look_at_a_blank() -> None:
    conversation = confirmed()
    assert conversation.answer("main/age", "", "").is_accepted


def test_the_message_of_a_constraint_is_said_in_the_language() -> None:
    message = {"constraint_message::Français (fr)": "Trop", "constraint_message::English (en)": "Too much"}
    form = form_of([q("integer", "n", "N?", constraint=". < 5", **message)])
    assert Conversation(form, now=NOW, language="fr").answer("n", "", "7").errors[0].message == "Trop"
    assert Conversation(form, now=NOW, language="en").answer("n", "", "7").errors[0].message == "Too much"


def test_answers_have_the_form_of_their_type() -> None:
    types = {
        "integer": "4,5",
        "decimal": "four",
        "date": "22/11/2026",
        "time": "25:00",
        "datetime": "2026-11-22",
    }
    conversation = conversation_of([q(type_, f"a_{type_}", "?") for type_ in types])
    for type_, wrong in types.items():
        [error] = conversation.answer(f"a_{type_}", "", wrong).errors
        assert (error.code, error.type) == ("type", type_)
        assert error.message


def test_a_decimal_comma_is_taken_for_a_point() -> None:
    conversation = conversation_of([q("decimal", "degrees", "Degrees?")])
    assert conversation.answer("degrees", "", " 38,5 ").value == "38.5"


def test_only_choices_of_the_list_are_taken() -> None:
    conversation = confirmed()
    assert [error.code for error in conversation.answer("main/symptoms", "", "fever plague").errors] == [
        "choice"
    ]
    assert conversation.answer("main/symptoms", "", "fever cough fever").value == "fever cough"


def test_a_choice_filter_follows_another_answer() -> None:
    choices = [c("prov", "bru"), c("prov", "lie"), c("city", "ixl", prov="bru"), c("city", "spa", prov="lie")]
    rows = [q("select_one prov", "p", "P?"), q("select_one city", "town", "T?", choice_filter="prov = ${p}")]
    conversation = conversation_of(rows, choices)
    conversation.answer("p", "", "bru")
    assert [choice.value for choice in conversation.choices("town")] == ["ixl"]
    assert [error.code for error in conversation.answer("town", "", "spa").errors] == ["choice"]
    conversation.answer("town", "", "ixl")
    conversation.answer("p", "", "lie")
    assert [error.code for error in conversation.violations()] == ["choice"]
    assert not conversation.is_complete


def test_a_calculated_question_cannot_be_answered() -> None:
    conversation = conversation_of(
        [q("text", "t", "T?", calculation="'x'"), q("text", "r", "R?", read_only="yes")]
    )
    assert [conversation.answer(name, "", "y").errors[0].code for name in ("t", "r")] == [
        "read_only",
        "read_only",
    ]


def test_an_unknown_question_is_refused() -> None:
    assert conversation_of([q("text", "t", "T?")]).answer("u", "", "y").errors[0].code == "unknown_question"
