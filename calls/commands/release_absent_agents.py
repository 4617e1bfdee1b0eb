import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from calls.commands.change_presence import change_presence
from calls.commands.settle_call import settle_call
from calls.commands.wrap_up_call import call_in_wrap_up
from calls.events import CallWrappedUp
from calls.models import Attempt, Call, Presence
from calls.refusals import AgentHasMovedOn, CallHasMovedOn
from calls.states import AgentState, Outcome, Step
from journal.announce import announce
from journal.refusals import Refusal

log = logging.getLogger(__name__)


def release_absent_agents(*, now: datetime | None = None) -> int:
    """Nobody is forgotten because an agent vanished before saying how a call ended. Returns how many were let go.

    Only a wrap-up is ended, and only when the agent's screen has been unseen for settings.ABSENT_AGENT_MINUTES.
    A conversation is never cut off: it becomes a wrap-up once its lines have ended. Each release is a transaction
    of its own: an agent who comes back in this very moment keeps the call.
    """
    now = now or timezone.now()
    absent = Presence.objects.filter(unseen(now), state=AgentState.WRAP_UP).select_related("call", "agent")
    return sum(was_released(presence, now) for presence in absent)


def unseen(now: datetime) -> Q:
    """The agents whose screens have said nothing for too long."""
    return Q(seen_at=None) | Q(seen_at__lt=now - timedelta(minutes=settings.ABSENT_AGENT_MINUTES))


def was_released(presence: Presence, now: datetime) -> bool:
    """Whether the call could be taken from the agent; not if they came back or finished a moment ago."""
    try:
        release(presence, now)
    except Refusal as refusal:
        log.info("agent %s keeps their wrap-up: %s", presence.agent_id, refusal.code)
        return False
    return True


@transaction.atomic
def release(absent: Presence, now: datetime) -> None:
    """Wrap up for an agent who is not there.

    1. Lock call and agent, in the order of every wrap-up; whoever has moved on is left alone.
    2. The attempt ends as the lines say, without disposition; what was noted stays.
    3. The call is tried again as the attempts policy says, or given up when that is spent.
    4. Announce it like any wrap-up, so that the apps above break off what they had begun. The agent is offline.
    """
    call = left_in_wrap_up(absent)
    if not Presence.objects.select_for_update(no_key=True).filter(unseen(now), pk=absent.pk):
        raise AgentHasMovedOn
    attempt = call.attempts.get(ended_at=None)
    end_attempt(attempt, now)
    settle_call(call, step=Step.RETRY, outcome=Outcome(attempt.outcome), now=now)
    announce(
        CallWrappedUp(
            region_id=call.region_id,
            call_id=call.pk,
            agent_id=absent.agent_id,
            attempt_id=attempt.pk,
            step=Step.RETRY,
            disposition="",
        )
    )
    change_presence(absent.agent_id, AgentState.OFFLINE, now=now)


def left_in_wrap_up(absent: Presence) -> Call:
    """The call that the agent did not wrap up, locked; CallHasMovedOn when there is none any more."""
    if absent.call is None:
        raise CallHasMovedOn
    return call_in_wrap_up(absent.call, absent.agent)


def end_attempt(attempt: Attempt, now: datetime) -> None:
    """It ends with what the lines tell; a conversation that nobody wrapped up counts as broken off."""
    was_a_conversation = attempt.answered_at is not None or attempt.hint == Outcome.REACHED
    attempt.outcome = Outcome.BROKEN_OFF if was_a_conversation else attempt.hint or Outcome.BROKEN_OFF
    attempt.hint = attempt.hint or attempt.outcome
    attempt.ended_at = now
    attempt.hung_up_at = attempt.hung_up_at or now
    attempt.save(update_fields=["outcome", "hint", "ended_at", "hung_up_at"])
