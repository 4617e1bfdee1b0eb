"""What an agent's screen shows now: one stage at a time, chosen by what the agent is doing."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext

from accounts.language_names import own_name
from accounts.models import User
from calls.models import Attempt, Call, Campaign
from calls.queries.at_work import Doing
from calls.queries.day import agent_day
from calls.queries.desk import current_call, held, was_heard, why_not_placed
from calls.queries.lanes import missing_courses
from calls.refusals import CallHasMovedOn, OutsideCallingHours
from elearning.models import Course
from scenarios.models import Run
from telephony.states import Fault
from tracing.models import Interview
from tracing.queries.conversations import interview_of
from workforce.queries import pause_reasons, presence_of
from workforce.states import AgentState


@dataclass(frozen=True)
class Stage:
    """A stage and what its template needs. `key` changes exactly when the screen must be redrawn."""

    name: str
    key: str
    doing: Doing
    interview: Interview | None = None
    attempt: Attempt | None = None
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def call(self) -> Call | None:
        """The call on the screen."""
        return self.doing.call

    @property
    def spoken_language(self) -> str:
        """The language the citizen is called in, as its speakers name it."""
        return own_name(self.call.lane.language) if self.call else ""

    @property
    def layout(self) -> str:
        """The columns of the stage, as a class that follows "desk"."""
        return {"conversation": " desk--talk", "wrap_up": " desk--wrap"}.get(self.name, "")

    @property
    def template(self) -> str:
        """The fragment that draws it."""
        return f"desk/_{self.name}.html"


def stage_of(agent: User, now: datetime) -> Stage:
    """What this agent should see at `now` (aware)."""
    call = current_call(agent)
    doing = Doing(presence_of(agent), call)
    name = _name_of(doing)
    if call is None:
        return waiting(agent, doing, now)
    interview = interview_of(call)
    if name == "offer":
        more = {"not_placed": note_on_unplaced(agent, now)}
        return Stage(name, stage_key(doing), doing, interview, more=more)
    attempt = call.attempts.latest("number")
    return Stage(name, stage_key(doing), doing, interview, attempt)


def glance_at(agent: User) -> Doing:
    """As much of what the agent is doing as says whether their screen is out of date; two statements."""
    call = Call.objects.held_by(agent).only("state", "state_since", "token", "held_by").first()
    return Doing(presence_of(agent), call)


def stage_key(doing: Doing) -> str:
    """Another one exactly when the stage must be redrawn: what is typed there is never disturbed without need.

    A call has another token with each offer, so the next attempt is never taken for this one.
    """
    name = _name_of(doing)
    if doing.call is None:
        return f"{name}-{doing.state}-{doing.since.timestamp()}"
    return f"{name}-{doing.call.pk}-{doing.call.token}"


def status_key(doing: Doing, now: datetime) -> str:
    """Another one whenever the status bar shows something else, its running clocks apart.

    Its figures of the day move with the call's state, and begin anew at midnight at the agent's place.
    """
    day = timezone.localdate(now, ZoneInfo(doing.presence.region.time_zone))
    moments = (doing.since, doing.presence.since, doing.presence.hand_raised_at, doing.presence.signed_on_at)
    told = (doing.state, doing.presence.reason_id, doing.call and doing.call.pk, day, *moments)
    return hashlib.blake2b(repr(told).encode(), digest_size=8).hexdigest()


def _name_of(doing: Doing) -> str:
    """Which of the four stages it is."""
    if doing.call is None:
        return "waiting"
    if doing.state == AgentState.RESERVED:
        return "offer"
    return "wrap_up" if doing.state == AgentState.WRAP_UP else "conversation"


@dataclass(frozen=True)
class Talk:
    """A call under way on an agent's screen, and the conversation along the script that goes with it.

    `was_heard`: the agent knows already who speaks (see mark_heard).
    """

    call: Call
    run: Run
    was_heard: bool


def talk_on_desk(agent: User, call_id: int) -> Talk:
    """The talk of that call, if it is the one on this agent's screen; any other is out of reach (CallHasMovedOn).

    One query of what an answer needs and no more: it is asked with each of them.
    """
    talking = held(agent).filter(pk=call_id, interview__run__isnull=False)
    call = talking.select_related("interview__run__region").first()
    run = call.interview.run if call else None
    if call is None or run is None:
        raise CallHasMovedOn
    return Talk(call, run, was_heard(call))


def waiting(agent: User, doing: Doing, now: datetime) -> Stage:
    """No call: offline, paused, or ready for the next one."""
    more = {
        "courses_to_take": courses_to_take(agent, now),
        "day": agent_day(agent, now),
        "pause_reasons": pause_reasons(agent),
        "not_placed": note_on_unplaced(agent, now),
    }
    return Stage("waiting", stage_key(doing), doing, more=more)


def note_on_unplaced(agent: User, now: datetime) -> str:
    """What the agent reads about a last call that was not placed; nothing if it was."""
    fault = why_not_placed(agent, now)
    if fault is None:
        return ""
    if fault == Fault.OUTSIDE_HOURS:
        return str(OutsideCallingHours.message)
    return gettext(
        "The telephone company did not place the last call. It comes back by itself; nothing was counted."
    )


def courses_to_take(agent: User, now: datetime) -> list[tuple[Course, list[Campaign]]]:
    """Each course that the agent has yet to pass, with the campaigns whose calls it opens."""
    opens: dict[Course, list[Campaign]] = {}
    for campaign, course in missing_courses(agent, now):
        opens.setdefault(course, []).append(campaign)
    return list(opens.items())
