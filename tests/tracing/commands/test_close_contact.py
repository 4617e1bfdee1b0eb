"""The field team is done with a contact."""

import pytest

from tests.factories import tracing
from tracing.commands.close_contact import close_contact
from tracing.refusals import ContactHasMovedOn
from tracing.states import ContactState, ToldBy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("outcome", [ContactState.INFORMED, ContactState.REFUSED, ContactState.LOST])
def test_a_visit_ends_in_one_outcome(contact, agent, outcome):
    contact.move_to(ContactState.UNREACHABLE)
    close_contact(contact, by=agent, outcome=outcome)
    assert contact.state == outcome
    assert contact.told_by == (ToldBy.VISIT if outcome == ContactState.INFORMED else "")
    with pytest.raises(ContactHasMovedOn):
        close_contact(contact, by=agent, outcome=outcome)


def test_a_contact_that_is_owed_a_call_cannot_be_closed_here(contact, agent):
    with pytest.raises(ContactHasMovedOn):
        close_contact(contact, by=agent, outcome=ContactState.INFORMED)


def test_at_the_door_the_latest_end_of_all_cases_is_told(case, agent):
    visited = tracing.name(case, last_exposure_on=tracing.ago(5))
    longest = tracing.name(tracing.another_case(), last_exposure_on=tracing.ago(1))
    visited.move_to(ContactState.UNREACHABLE)
    close_contact(visited, by=agent, outcome=ContactState.INFORMED)
    assert visited.told_until == longest.quarantine_until > visited.quarantine_until


def test_who_was_named_by_two_cases_is_visited_once(case, agent):
    both = tracing.name(case), tracing.name(tracing.another_case())
    for contact in both:
        contact.move_to(ContactState.UNREACHABLE)
    close_contact(both[0], by=agent, outcome=ContactState.INFORMED)
    for contact in both:
        contact.refresh_from_db()
    assert {contact.state for contact in both} == {ContactState.INFORMED}
    assert {contact.told_until for contact in both} == {max(contact.quarantine_until for contact in both)}
