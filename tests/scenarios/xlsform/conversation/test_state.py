"""What is known in a conversation, as docs/scenarios.md promises it."""

import datetime as dt

from scenarios.xlsform import Answer, Conversation, Form, Instance
from tests.scenarios.xlsform.conversation.talks import CONTACTS, pages_of
from tests.scenarios.xlsform.workbooks import NOW, conversation_of, form_of, q


def test_an_irrelevant_answer_reads_as_blank_and_comes_back() -> None:
    conversation = conversation_of([
        q("select_one yes_no", "odd", "Odd?"), q("text", "what", "What?", relevant="${odd} = 'yes'"),
        q("calculate", "said", calculation="concat('<', ${what}, '>')"),
    ])  # fmt: skip
    conversation.answer("odd", "", "yes")
    conversation.answer("what", "", "headache")
    assert conversation.value("said") == "<headache>"
    conversation.answer("odd", "", "no")
    assert (conversation.value("said"), conversation.value("what")) == ("<>", "")
    conversation.answer("odd", "", "yes")
    assert conversation.value("said") == "<headache>"


def test_an_irrelevant_group_hides_what_is_in_it() -> None:
    conversation = conversation_of([
        q("integer", "n", "N?"), q("begin_group", "g", "G", relevant="${n} > 1"), q("text", "t", "T?", required="yes"),
        q("end_group"),
    ])  # fmt: skip
    assert (pages_of(conversation), conversation.missing()) == (["n"], [])
    conversation.answer("n", "", "2")
    assert pages_of(conversation) == ["n", "g"]
    assert [error.path for error in conversation.missing()] == ["g/t"]


def test_blank_in_arithmetic_is_blank() -> None:
    conversation = conversation_of([q("integer", "n", "N?"), q("calculate", "more", calculation="${n} + 1")])
    assert conversation.value("more") == ""
    conversation.answer("n", "", "41")
    assert conversation.value("more") == "42"


def test_a_conversation_rebuilt_from_its_answers_is_the_same() -> None:
    form = form_of(CONTACTS)
    conversation = Conversation(form, now=NOW)
    answers = []
    for key in ("k1", "k2"):
        conversation.add_repeat("contact", key)
        answers.append(Answer("contact/name", key, f"Name {key}"))
        conversation.answer(*("contact/name", key, f"Name {key}"))
    again = Conversation(
        Form.from_dict(form.to_dict()),
        answers=answers,
        repeats=[Instance("contact", k) for k in ("k1", "k2")],
        now=NOW,
    )
    assert again.values() == conversation.values()


def test_the_newest_answer_counts_and_a_blank_takes_back() -> None:
    form = form_of([q("integer", "n", "N?", default="7")])
    assert Conversation(form, now=NOW).value("n") == "7"
    assert Conversation(form, answers=[Answer("n", "", "1"), Answer("n", "", "2")], now=NOW).value("n") == "2"
    assert Conversation(form, answers=[Answer("n", "", "1"), Answer("n", "", "")], now=NOW).value("n") == ""


def test_a_dynamic_default_is_worked_out() -> None:
    conversation = conversation_of([q("date", "day", "Day?", default="today()")])
    assert conversation.value("day") == "2026-11-22"


def test_once_keeps_what_was_stored() -> None:
    form = form_of([q("calculate", "first", calculation="once(today())"), q("note", "hello", "Hello")])
    assert Conversation(form, now=NOW).value("first") == "2026-11-22"
    assert (
        Conversation(form, answers=[Answer("first", "", "2026-11-01")], now=NOW).value("first")
        == "2026-11-01"
    )


def test_today_is_the_date_at_the_region() -> None:
    late = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC).astimezone(NOW.tzinfo)
    assert (
        Conversation(
            form_of([q("calculate", "d", calculation="today()"), q("note", "hello", "Hello")]), now=late
        ).value("d")
        == "2026-11-23"
    )


def test_yes_and_no_are_conditions() -> None:
    conversation = conversation_of(
        [q("text", "a", "A?", relevant="no"), q("text", "b", "B?", relevant="yes", required="no")]
    )
    assert (pages_of(conversation), conversation.missing()) == (["b"], [])
