from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from calls.commands.attempts.end_attempt import end_attempt
from calls.commands.queue.settle_call import settle_call
from calls.events import CallWrappedUp
from calls.models import Attempt, Call
from calls.queries.wrap_up import call_in_wrap_up, open_attempt
from calls.refusals import CallHasMovedOn
from calls.states import CallState, Outcome, Step
from journal.announce import announce
from journal.sweeping import sweep
from workforce.commands.change_presence import change_presence
from workforce.models import Presence
from workforce.refusals import AgentHasMovedOn
from workforce.states import AgentState


def release_absent_agents(*, now: datetime | None = None) -> int:
    """Nobody is forgotten because an agent vanished before saying how a call ended. Returns how many were let go.

    Only a wrap-up is ended, and only when the agent's screen has been unseen for settings.ABSENT_AGENT_MINUTES.
    A conversation is never cut off: it becomes a wrap-up once its legs have ended. Each release is a transaction
    of its own: an agent who comes back in this very moment keeps the call.
    """
    now = now or timezone.now()
    absent = Presence.objects.filter(_unseen(now)).values("agent")
    left = Call.objects.filter(state=CallState.WRAP_UP, held_by__in=absent)
    return sweep(left, lambda call: _release(call, now), left="not released, the agent of call")


def _unseen(now: datetime) -> Q:
    """The agents whose screens have said nothing for too long."""
    return Q(seen_at=None) | Q(seen_at__lt=now - timedelta(minutes=settings.ABSENT_AGENT_MINUTES))


@transaction.atomic
def _release(left: Call, now: datetime) -> None:
    """Wrap up for an agent who is not there.

    1. Lock call and agent, in the order of every wrap-up; whoever has moved on is left alone.
    2. The attempt ends as the legs say, without disposition; what was noted stays.
    3. The call is tried again as the attempts policy says, or given up when that is spent.
    4. Announce it like any wrap-up, so that the apps above break off what they had begun. The agent is offline.
    """
    holder = left.held_by_id
    if holder is None:
        raise CallHasMovedOn
    call = call_in_wrap_up(left, holder)
    if not Presence.objects.select_for_update(no_key=True).filter(_unseen(now), agent=holder):
        raise AgentHasMovedOn
    attempt = open_attempt(call)
    outcome = _outcome_of(attempt)
    end_attempt(attempt, outcome, now=now, hint=attempt.hint or outcome)
    settle_call(call, step=Step.RETRY, outcome=outcome, now=now)
    announce(
        CallWrappedUp(
            region_id=call.region_id,
            call_id=call.pk,
            agent_id=holder,
            attempt_id=attempt.pk,
            step=Step.RETRY,
            disposition="",
        )
    )
    change_presence(holder, AgentState.OFFLINE, now=now)


def _outcome_of(attempt: Attempt) -> Outcome:
    """What the legs tell; a conversation that nobody wrapped up counts as broken off."""
    was_a_conversation = attempt.answered_at is not None or attempt.hint == Outcome.REACHED
    return Outcome.BROKEN_OFF if was_a_conversation else Outcome(attempt.hint or Outcome.BROKEN_OFF)
