"""What a call centre has kept before an upgrade is as true afterwards."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from calls.models import Attempt, Call
from calls.rules.ranking import PROMISES_RANK_BEFORE
from calls.states import CallState, LegState, Outcome
from config.invariants import violations
from tests.calls.telephony.company import dialling_attempt
from tests.factories.calls import call_in_wrap_up

BEFORE, AFTER = "0001_initial", "0002_what_rang_counts_and_promises_come_first"


def migrate(name):
    MigrationExecutor(connection).migrate([("calls", name)])


def ended(outcome, **line):
    """An attempt of before: its agent wrapped it up, its citizen's line stood like this."""
    attempt = dialling_attempt()
    now = timezone.now()
    attempt.legs.update(state=LegState.COMPLETED)
    attempt.legs.filter(role="citizen").update(**line)
    Call.objects.filter(pk=attempt.call_id).update(state=CallState.DONE, held_by=None)
    attempt.agent.presence.delete()
    Attempt.objects.filter(pk=attempt.pk).update(ended_at=now, hung_up_at=now, outcome=outcome)
    return attempt


def promised(ahead):
    """A call-back as it was kept before."""
    call = call_in_wrap_up(is_answered=False)
    call.held_by.presence.delete()
    chosen = call.campaign.wrap_up_set.dispositions.get(code="call_back")
    now = timezone.now()
    call.attempts.update(ended_at=now, outcome=chosen.outcome, disposition=chosen, is_counted=False)
    due = {"due_at": now + ahead, "rank": now + ahead - timedelta(hours=9)}
    Call.objects.filter(pk=call.pk).update(state=CallState.WAITING, held_by=None, **due)
    return call


@pytest.mark.django_db(transaction=True)
def test_attempts_and_promises_of_before_are_kept_as_what_they_were():
    now = timezone.now()
    counted = [
        ended(Outcome.REACHED, answered_at=now),
        ended(Outcome.NO_ANSWER, state=LegState.NO_ANSWER),
        ended(Outcome.BROKEN_OFF, ringing_at=now),
        ended(Outcome.FAILED_NUMBER, state=LegState.FAILED, error_code="13224", provider_ref="CA1"),
        ended(Outcome.FAILED_NUMBER, state=LegState.FAILED, error_code="21211"),
    ]
    uncounted = [
        ended(Outcome.BROKEN_OFF, state=LegState.CANCELLED),
        ended(Outcome.NO_ANSWER, state=LegState.FAILED, error_code="21408", provider_ref="CA2"),
        ended(Outcome.NO_ANSWER, state=LegState.FAILED, error_code="400"),
    ]
    voicemail = ended(Outcome.VOICEMAIL, answered_at=now, is_machine=True)
    soon, in_2099 = promised(timedelta(days=2)), promised(timedelta(days=73 * 365))
    migrate(BEFORE)
    migrate(AFTER)
    found = Attempt.objects.in_bulk()
    assert [found[attempt.pk].is_counted for attempt in counted + uncounted] == [True] * 5 + [False] * 3
    assert voicemail.legs.get(role="citizen").machine_at == now
    for call in (soon, in_2099):
        call.refresh_from_db()
        assert call.promised_for == call.due_at
        assert call.rank < PROMISES_RANK_BEFORE
    assert soon.due_at > now + timedelta(days=1)
    assert in_2099.due_at < now + timedelta(days=15)
    assert violations() == []
