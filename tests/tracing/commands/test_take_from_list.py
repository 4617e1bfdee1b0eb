"""Somebody of the field team goes there."""

import pytest

from tests.factories import accounts, tracing
from tracing.commands.take_from_list import take_from_list
from tracing.refusals import CaseHasMovedOn, ContactHasMovedOn
from tracing.states import CaseState, ContactState

pytestmark = pytest.mark.django_db


def test_a_case_is_taken_by_one_person(case):
    case.move_to(CaseState.WITH_FIELD_TEAM)
    first = accounts.supervisor(case.region)
    take_from_list(case, by=first)
    with pytest.raises(CaseHasMovedOn):
        take_from_list(case, by=accounts.supervisor(case.region))
    case.refresh_from_db()
    assert case.taken_by == first


def test_a_contact_is_taken_by_one_person(contact, agent):
    contact.move_to(ContactState.UNREACHABLE)
    take_from_list(contact, by=agent)
    with pytest.raises(ContactHasMovedOn):
        take_from_list(contact, by=agent)


def test_all_that_somebody_is_to_be_told_is_taken_together(case, agent):
    both = tracing.name(case), tracing.name(tracing.another_case())
    for contact in both:
        contact.move_to(ContactState.UNREACHABLE)
    take_from_list(both[0], by=agent)
    with pytest.raises(ContactHasMovedOn):
        take_from_list(both[1], by=accounts.supervisor(case.region))
    both[1].refresh_from_db()
    assert both[1].taken_by == agent
