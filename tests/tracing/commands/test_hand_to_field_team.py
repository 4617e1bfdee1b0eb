"""The telephone could not do it: somebody goes there."""

import pytest

from journal.models import Entry
from tests.factories import tracing
from tracing.commands.hand_to_field_team import hand_to_field_team
from tracing.models import Contact
from tracing.states import CaseState, ContactState

pytestmark = pytest.mark.django_db


def test_a_case_goes_to_the_list_once_and_in_somebodys_name(case, agent):
    hand_to_field_team(case, by=agent)
    hand_to_field_team(case, by=agent)
    case.refresh_from_db()
    assert case.state == CaseState.WITH_FIELD_TEAM
    assert Entry.objects.get(name="tracing.case_changed").actor == agent


def test_a_case_that_is_closed_stays_closed(case, agent):
    case.move_to(CaseState.CLOSED)
    hand_to_field_team(case, by=agent)
    case.refresh_from_db()
    assert case.state == CaseState.CLOSED


def test_a_newer_case_of_the_same_person_is_visited_too(case, agent):
    case.move_to(CaseState.CLOSED)
    newer = tracing.case(case.region)
    hand_to_field_team(case, by=agent)
    newer.refresh_from_db()
    assert (newer != case, newer.state) == (True, CaseState.WITH_FIELD_TEAM)


def test_somebody_named_by_several_cases_is_visited_for_all_of_them(case, contact):
    tracing.name(tracing.another_case())
    hand_to_field_team(contact, by=None)
    assert {each.state for each in Contact.objects.all()} == {ContactState.UNREACHABLE}
