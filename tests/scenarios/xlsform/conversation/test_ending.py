"""What a conversation does when it ends."""

from scenarios.xlsform import Answer, Conversation
from tests.scenarios.xlsform.conversation.talks import confirmed
from tests.scenarios.xlsform.workbooks import NOW, form_of, sound


def test_a_turn_plans_its_action_with_its_own_values() -> None:
    conversation = confirmed()
    for key, name, close in (("k1", "Ann", "yes"), ("k2", "Bob", "no")):
        conversation.add_repeat("contact", key)
        conversation.answer("contact/c_first", key, name)
        conversation.answer("contact/c_close", key, close)
    assert [(a.name, a.repeat_key, dict(a.args)) for a in conversation.planned_actions()] == [
        ("name_contact", "k1", {"first_name": "Ann", "risk": "high", "last_exposure_on": ""}),
        ("name_contact", "k2", {"first_name": "Bob", "risk": "low", "last_exposure_on": ""}),
    ]


def test_an_action_waits_for_its_condition() -> None:
    survey, choices = sound()
    next(row for row in survey if row["name"] == "contact")["action_when"] = "${c_close} = 'yes'"
    conversation = Conversation(form_of(survey, choices), now=NOW, answers=[Answer("is_it_you", "", "yes")])
    conversation.add_repeat("contact", "k")
    assert conversation.planned_actions() == []
    conversation.answer("contact/c_close", "k", "yes")
    assert [action.repeat_key for action in conversation.planned_actions()] == ["k"]
