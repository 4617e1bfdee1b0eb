"""Somebody has to be talked to."""

import pytest

from journal.models import Entry
from journal.reference import read_anew
from tests.factories import tracing
from tracing.commands.call_or_visit import call_or_visit
from tracing.states import CaseState, ContactState

pytestmark = pytest.mark.django_db


def test_the_telephone_comes_first(case, contact):
    call_or_visit(case, by=None)
    call_or_visit(contact, by=None)
    assert (case.state, contact.state) == (CaseState.NEW, ContactState.UNINFORMED)


def test_where_it_cannot_do_it_the_field_team_goes_there(case, contact, agent):
    case.region.campaigns.all().update(disease="another")
    read_anew()
    call_or_visit(case, by=agent)
    call_or_visit(contact, by=agent)
    assert (case.state, contact.state) == (CaseState.WITH_FIELD_TEAM, ContactState.NO_NUMBER)
    changed = Entry.objects.filter(name__in=["tracing.case_changed", "tracing.contact_changed"])
    assert {(entry.facts["state"], entry.actor) for entry in changed} == {
        ("with_field_team", agent),
        ("no_number", agent),
    }
    assert tracing.case(case.region).state == CaseState.WITH_FIELD_TEAM
