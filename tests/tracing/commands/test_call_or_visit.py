"""Somebody has to be talked to."""

import pytest

from journal.models import Entry
from tests.factories import tracing
from tracing.commands.call_or_visit import call_or_visit
from tracing.states import CaseState, ContactState

pytestmark = pytest.mark.django_db


def test_the_telephone_comes_first(case, contact):
    call_or_visit(case)
    call_or_visit(contact)
    assert (case.state, contact.state) == (CaseState.NEW, ContactState.UNINFORMED)


def test_where_it_cannot_do_it_the_field_team_goes_there(case, contact):
    case.region.campaigns.all().update(disease="another")
    call_or_visit(case)
    call_or_visit(contact)
    assert (case.state, contact.state) == (CaseState.WITH_FIELD_TEAM, ContactState.NO_NUMBER)
    changed = Entry.objects.filter(name__in=["tracing.case_changed", "tracing.contact_changed"])
    assert {entry.facts["state"] for entry in changed} == {"with_field_team", "no_number"}
    assert tracing.case(case.region).state == CaseState.WITH_FIELD_TEAM
