from datetime import timedelta

import pytest
from django.utils import timezone

from calls.commands.queue.settle_call import settle_call
from calls.refusals import ChooseATime
from calls.rules.ranking import rank_of
from calls.states import CallState, Outcome
from journal.models import Entry
from telephony.models import Message
from tests.factories.calls import attempt, call_in_wrap_up, campaign, policy

pytestmark = pytest.mark.django_db


def settle(call, code, *, now=None, call_back_at=None):
    """End the attempt with a disposition, as the wrap-up does, and settle the call."""
    now = now or timezone.now()
    chosen = call.campaign.wrap_up_set.dispositions.get(code=code)
    call.attempts.filter(ended_at=None).update(ended_at=now, outcome=chosen.outcome, disposition=chosen)
    return settle_call(call, step=chosen.step, outcome=chosen.outcome, call_back_at=call_back_at, now=now)


def announced():
    return list(Entry.objects.filter(name__startswith="calls.call_").values_list("name", flat=True))


@pytest.mark.parametrize("disposition", ["completed", "refused"])
def test_a_call_that_was_had_is_done(disposition):
    call = settle(call_in_wrap_up(), disposition)
    assert (call.state, call.held_by) == (CallState.DONE, None)
    assert call.closed_at is not None
    assert announced() == ["calls.call_closed"]


def test_nobody_answering_is_tried_again_when_the_policy_says():
    now = timezone.now()
    call = settle(call_in_wrap_up(is_answered=False), "no_answer", now=now)
    assert (call.state, call.due_at) == (CallState.WAITING, now + timedelta(hours=2))
    assert call.last_outcome == Outcome.NO_ANSWER
    assert announced() == ["calls.call_postponed"]


def test_a_retry_waits_for_the_next_opening():
    call = call_in_wrap_up(is_answered=False)
    now = timezone.now()
    call.region.calling_hours.update(valid_from=(now + timedelta(days=3)).date())
    assert settle(call, "no_answer", now=now).due_at > now + timedelta(days=1)


def test_a_call_is_given_up_when_the_policy_is_spent():
    where = campaign(policy=policy(max_attempts=1), farewell={"fr": "Rappelez le {number}."})
    call = settle(call_in_wrap_up(campaign=where, is_answered=False), "no_answer")
    assert call.state == CallState.GAVE_UP
    assert announced() == ["calls.call_gave_up"]
    assert Message.objects.get().intent == f"farewell of call {call.pk}"


def test_a_premium_number_gets_no_farewell_either():
    where = campaign(policy=policy(max_attempts=1), farewell={"fr": "Rappelez le {number}."})
    call = call_in_wrap_up(campaign=where, is_answered=False)
    call.phone = "+32900123456"
    call.save(update_fields=["phone"])
    settle(call, "no_answer")
    assert not Message.objects.exists()


@pytest.mark.parametrize("first", [Outcome.BROKEN_OFF, Outcome.NOT_PLACED])
def test_attempts_that_rang_nobody_do_not_count(first):
    where = campaign(policy=policy(max_attempts=2))
    call = call_in_wrap_up(campaign=where, is_answered=False, number=2)
    now = timezone.now()
    attempt(call, number=1, began_at=now, ended_at=now, outcome=first, phone_index=None)
    call = settle(call, "no_answer")
    assert (call.state, call.attempts_made) == (CallState.WAITING, 1)


def test_an_attempt_that_rang_nobody_is_tried_again_by_its_outcome_and_spends_nothing():
    now = timezone.now()
    call = call_in_wrap_up(campaign=campaign(policy=policy(max_attempts=1)), is_answered=False)
    call.attempts.update(is_counted=False)
    call = settle(call, "no_answer", now=now)
    assert (call.state, call.due_at) == (CallState.WAITING, now + timedelta(hours=2))
    assert call.attempts_made == 0


def test_the_field_team_gets_what_the_telephone_cannot_do_and_nobody_an_sms():
    where = campaign(farewell={"fr": "Rappelez le {number}."})
    call = settle(call_in_wrap_up(campaign=where, is_answered=False), "field")
    assert call.state == CallState.GAVE_UP
    assert not Message.objects.exists()


def promised_call(agreed, **fields):
    """In wrap-up once more, after a call-back was promised for `agreed`."""
    return call_in_wrap_up(is_answered=False, promised_for=agreed, rank=rank_of(agreed, 0, agreed), **fields)


def test_a_call_back_is_due_at_the_agreed_time_and_before_others():
    agreed = timezone.now() + timedelta(hours=5)
    call = settle(call_in_wrap_up(campaign=campaign(priority=0)), "call_back", call_back_at=agreed)
    assert (call.state, call.due_at, call.promised_for) == (CallState.WAITING, agreed, agreed)
    assert call.rank == rank_of(agreed, 0, agreed) < 0


def test_a_promise_is_kept_once_it_rang():
    agreed, now = timezone.now() - timedelta(minutes=5), timezone.now()
    call = settle(promised_call(agreed), "no_answer", now=now)
    assert (call.promised_for, call.rank) == (None, rank_of(call.due_at, call.campaign.priority))


def test_a_promise_stands_until_it_rang():
    agreed = timezone.now() - timedelta(minutes=5)
    call = promised_call(agreed)
    call.attempts.update(is_counted=False)
    call = settle(call, "no_answer")
    assert (call.promised_for, call.rank) == (agreed, rank_of(agreed, 0, agreed))


def test_a_second_promise_takes_the_place_of_the_first():
    agreed, again = timezone.now() - timedelta(minutes=5), timezone.now() + timedelta(hours=1)
    assert settle(promised_call(agreed), "call_back", call_back_at=again).promised_for == again


@pytest.mark.parametrize("minutes", [None, -1, 14 * 24 * 60 + 1, 73 * 365 * 24 * 60])
def test_a_call_back_is_not_agreed_for_the_past_or_for_another_year(minutes):
    time = minutes and timezone.now() + timedelta(minutes=minutes)
    with pytest.raises(ChooseATime):
        settle(call_in_wrap_up(), "call_back", call_back_at=time)


def test_a_call_back_is_not_agreed_for_an_hour_when_nobody_may_be_called():
    call = call_in_wrap_up()
    call.region.calling_hours.all().delete()
    with pytest.raises(ChooseATime):
        settle(call, "call_back", call_back_at=timezone.now() + timedelta(hours=1))
