"""Who is on the line: nothing of health before they are known."""

from scenarios.xlsform import Conversation
from tests.scenarios.xlsform.conversation.talks import confirmed, pages_of
from tests.scenarios.xlsform.workbooks import NOW, YES_NO, c, conversation_of, form_of, q, sound


def test_nothing_beyond_the_identity_question_is_shown_before_it_is_confirmed() -> None:
    conversation = Conversation(form_of(*sound()), now=NOW)
    assert pages_of(conversation) == ["greeting", "is_it_you"]
    conversation.answer("is_it_you", "", "no")
    assert pages_of(conversation) == ["greeting", "is_it_you"]
    conversation.answer("is_it_you", "", "yes")
    assert pages_of(conversation) == ["greeting", "is_it_you", "main", "contact", "bye"]


def test_steps_say_whether_anybody_may_hear_them() -> None:
    assert [step.before_identity for step in confirmed().steps()] == [True, True, False, False, False]


def test_answers_beyond_the_identity_question_are_refused_before_it() -> None:
    conversation = Conversation(form_of(*sound()), now=NOW)
    assert [error.code for error in conversation.answer("main/age", "", "40").errors] == ["not_shown"]
    assert [error.code for error in conversation.add_repeat("contact", "k").errors] == ["not_shown"]


def test_a_confirmation_taken_back_hides_everything_and_plans_nothing() -> None:
    conversation = confirmed()
    conversation.add_repeat("contact", "k")
    conversation.answer("contact/c_first", "k", "Bob")
    conversation.answer("is_it_you", "", "no")
    assert (conversation.planned_actions(), conversation.value("contact/c_first", "k")) == ([], "")
    conversation.answer("is_it_you", "", "yes")
    assert conversation.value("contact/c_first", "k") == "Bob"


def test_several_answers_may_confirm_the_identity() -> None:
    choices = [*YES_NO, c("yes_no", "guardian")]
    conversation = conversation_of(
        [q("select_one yes_no", "you", "You?", step="identity: yes guardian"), q("note", "n", "N")], choices
    )
    conversation.answer("you", "", "guardian")
    assert pages_of(conversation) == ["you", "n"]


def test_what_is_for_anyone_is_shown_without_identity() -> None:
    rows = [
        q("select_one yes_no", "you", "You?", step="identity"),
        q("note", "sorry", "Sorry", relevant="${you} = 'no'", step="anyone"),
    ]
    conversation = conversation_of(rows)
    conversation.answer("you", "", "no")
    assert pages_of(conversation) == ["you", "sorry"]
    assert not conversation.is_complete


def test_the_identity_question_is_required_without_saying_so() -> None:
    conversation = conversation_of([q("select_one yes_no", "you", "You?", step="identity")])
    assert [error.code for error in conversation.missing()] == ["required"]


def test_only_an_answer_confirms_the_identity_and_nothing_that_was_known_before() -> None:
    conversation = conversation_of(
        [q("select_one yes_no", "you", "You?", step="identity"), q("note", "n", "N")]
    )
    known = Conversation(conversation.form, preset={"you": "yes"}, now=NOW)
    assert not known.is_identity_confirmed
    assert known.answer("you", "", "yes").conversation.is_identity_confirmed
