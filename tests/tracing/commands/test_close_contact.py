"""The field team is done with a contact."""

import pytest

from tracing.commands.close_contact import close_contact
from tracing.refusals import ContactHasMovedOn
from tracing.states import ContactState

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("outcome", [ContactState.INFORMED, ContactState.REFUSED, ContactState.LOST])
def test_a_visit_ends_in_one_outcome(contact, agent, outcome):
    contact.move_to(ContactState.UNREACHABLE)
    close_contact(contact, by=agent, outcome=outcome)
    assert contact.state == outcome
    with pytest.raises(ContactHasMovedOn):
        close_contact(contact, by=agent, outcome=outcome)


def test_a_contact_that_is_owed_a_call_cannot_be_closed_here(contact, agent):
    with pytest.raises(ContactHasMovedOn):
        close_contact(contact, by=agent, outcome=ContactState.INFORMED)
