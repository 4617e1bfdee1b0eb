"""Turns of a repeat: known by their keys, counted as they stand."""

from contextlib import suppress
from itertools import count

from scenarios.xlsform.conversation import state
from scenarios.xlsform.expressions.faults import TooMuchWork
from tests.scenarios.xlsform.conversation.talks import CONTACTS, pages_of
from tests.scenarios.xlsform.workbooks import conversation_of, q


def test_repeats_start_empty_and_know_their_turns_by_key() -> None:
    conversation = conversation_of(CONTACTS)
    assert conversation.value("how_many") == "0"
    for key, name, age in (("k1", "Ann", "40"), ("k2", "Bob", "9"), ("k3", "Cid", "")):
        assert conversation.add_repeat("contact", key).is_accepted
        conversation.answer("contact/name", key, name)
        conversation.answer("contact/age", key, age)
    assert [conversation.value(n) for n in ("how_many", "together", "names", "adults", "second")] == [
        "3", "49", "Ann, Bob, Cid", "1", "Bob",
    ]  # fmt: skip
    assert conversation.label("contact/age", "k2") == "Age of Bob?"
    conversation.remove_repeat("contact", "k1")
    assert [conversation.value("number", key) for key in ("k2", "k3")] == ["1", "2"]
    assert (conversation.value("names"), conversation.value("second")) == ("Bob, Cid", "Cid")


def test_an_irrelevant_repeat_counts_nothing() -> None:
    rows = [q("integer", "n", "N?"), *CONTACTS]
    rows[1] = q("begin_repeat", "contact", "Contact", relevant="${n} > 0")
    conversation = conversation_of(rows)
    conversation.answer("n", "", "1")
    conversation.add_repeat("contact", "k")
    assert conversation.value("how_many") == "1"
    conversation.answer("n", "", "0")
    assert conversation.value("how_many") == "0"


def test_a_key_cannot_be_used_twice() -> None:
    conversation = conversation_of(CONTACTS)
    conversation.add_repeat("contact", "k")
    assert not conversation.add_repeat("contact", "k").is_accepted
    assert not conversation.remove_repeat("contact", "other").is_accepted
    assert not conversation.answer("contact/name", "other", "Ann").is_accepted


def test_a_repeat_that_is_not_asked_has_no_page_and_takes_no_turn() -> None:
    rows = [
        q("integer", "n", "N?"),
        q("begin_repeat", "r", "R", relevant="${n} > 0"),
        q("text", "t", "T?"),
        q("end_repeat"),
    ]
    conversation = conversation_of(rows)
    assert pages_of(conversation) == ["n"]
    assert [error.code for error in conversation.add_repeat("r", "k").errors] == ["not_shown"]
    conversation.answer("n", "", "1")
    assert pages_of(conversation) == ["n", "r"]


def just_enough_work(conversation, monkeypatch) -> None:
    """The limit is so low that what was answered so far can still be worked out, and nothing more."""
    for limit in count(1):
        monkeypatch.setattr(state, "MAX_WORK", limit)
        with suppress(TooMuchWork):
            conversation.recalculate()
            return


def test_a_turn_that_would_take_too_much_working_out_is_not_opened_and_nothing_is_lost(monkeypatch) -> None:
    conversation = conversation_of(CONTACTS)
    conversation.add_repeat("contact", "k1")
    just_enough_work(conversation, monkeypatch)
    effect = conversation.add_repeat("contact", "k2")
    assert [error.code for error in effect.errors] == ["too_many"]
    assert (conversation.turns("contact"), conversation.value("how_many")) == (["k1"], "1")


def test_an_answer_that_would_take_too_much_working_out_is_refused_and_the_old_one_stands(
    monkeypatch,
) -> None:
    rows = [*CONTACTS, q("integer", "n", "N?")]
    rows.append(
        q("calculate", "total", calculation="if(${n} > 1, sum(${age}) + sum(${age}) + sum(${age}), 0)")
    )
    conversation = conversation_of(rows)
    conversation.add_repeat("contact", "k1")
    conversation.answer("n", "", "1")
    just_enough_work(conversation, monkeypatch)
    effect = conversation.answer("n", "", "2")
    assert [error.code for error in effect.errors] == ["too_much"]
    assert conversation.value("n") == "1"
