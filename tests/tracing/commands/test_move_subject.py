"""A case or a contact moves, and whoever has to know learns of it."""

import pytest
from django.db import transaction

from journal.models import Entry
from tracing.commands.move_subject import move_subject
from tracing.refusals import ContactHasMovedOn
from tracing.states import CaseState, ContactState, ToldBy

pytestmark = pytest.mark.django_db


def test_a_move_stands_in_the_journal_with_whoever_did_it(case, agent):
    move_subject(case, CaseState.OPEN, by=agent)
    entry = Entry.objects.get(name="tracing.case_changed")
    assert entry.facts == {"region_id": case.region_id, "case_id": case.pk, "state": "open"}
    assert entry.actor == agent


def test_a_move_of_the_machine_is_nobodys(contact):
    move_subject(contact, ContactState.UNREACHABLE, by=None)
    entry = Entry.objects.get(name="tracing.contact_changed")
    assert (entry.facts["state"], entry.actor) == ("unreachable", None)


def test_what_changes_with_the_state_changes_in_the_same_step(contact, agent):
    move_subject(contact, ContactState.INFORMED, by=agent, told_by=ToldBy.VISIT)
    assert contact.told_by == ToldBy.VISIT


def test_a_move_that_comes_too_late_is_refused_and_not_announced(contact, agent):
    with pytest.raises(ContactHasMovedOn), transaction.atomic():
        move_subject(contact, ContactState.LOW_RISK, by=agent)
    assert not Entry.objects.filter(name="tracing.contact_changed").exists()
