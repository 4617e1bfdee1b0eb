"""Conversations to begin with."""

from typing import Any

from scenarios.xlsform import Conversation
from tests.scenarios.xlsform.workbooks import NOW, form_of, q, sound

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


def pages_of(conversation: Conversation) -> list[str]:
    """The pages that may be shown now, by their paths."""
    return [step.key for step in conversation.steps()]


def confirmed(**known: Any) -> Conversation:
    """Along a sound script, with the right person on the line."""
    conversation = Conversation(form_of(*sound()), now=NOW, preset={"first_name": "Ann"}, **known)
    assert conversation.answer("is_it_you", "", "yes").is_accepted
    return conversation
