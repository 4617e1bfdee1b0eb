"""Campaigns, calls owed, and agents at their desks. Nothing here announces anything: rows only."""

import uuid
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Region, User
from calls.models import (
    Attempt,
    AttemptsPolicy,
    Call,
    CallTexts,
    Campaign,
    Disposition,
    Lane,
    NumberUnderWay,
    PolicyRule,
    WrapUpSet,
)
from calls.rules.ranking import rank_of
from calls.states import AT_WORK, CallState, Outcome, Purpose, Step
from elearning.models import Certificate, Course
from journal.sealed import Kind, blind_index
from scenarios.models import Script, ScriptVersion
from scenarios.states import VersionState
from telephony.models import Room
from tests.factories.accounts import agent as an_agent
from tests.factories.accounts import region as a_region
from tests.factories.scenarios import NOTHING_ASKED
from workforce.commands.log_state import log_state
from workforce.models import PauseReason, Presence
from workforce.states import PRESENT, AgentState

# So long from now, every offer that was made until now has lapsed.
LEASE_IS_OVER = timedelta(seconds=settings.OFFER_LEASE_SECONDS + 60)

WORKS_ON = {state: call for call, state in AT_WORK.items()}

number = count(1)


def policy(region: Region | None = None, *, max_attempts: int = 6, **fields: Any) -> AttemptsPolicy:
    """Two hours after no answer or voicemail, twenty minutes after busy; a dead number is not tried again."""
    code = f"policy-{next(number)}"
    own = {"region": region or a_region(), "code": code, "name": code, "max_attempts": max_attempts}
    made = AttemptsPolicy.objects.create(**own | fields)
    for outcome, minutes, tries in [
        (Outcome.NO_ANSWER, 120, 6),
        (Outcome.VOICEMAIL, 120, 6),
        (Outcome.BUSY, 20, 6),
        (Outcome.HUNG_UP, 60, 2),
        (Outcome.BROKEN_OFF, 10, 3),
        (Outcome.FAILED_NUMBER, 0, 0),
    ]:
        PolicyRule.objects.create(policy=made, outcome=outcome, delay_minutes=minutes, max_tries=tries)
    return made


def wrap_up_set(region: Region | None = None) -> WrapUpSet:
    """One disposition for each step, coded `completed no_answer voicemail busy call_back field refused`."""
    code = f"dispositions-{next(number)}"
    made = WrapUpSet.objects.create(region=region or a_region(), code=code, name=code)
    for key, (code, outcome, step, needs_conversation) in enumerate(
        [
            ("completed", Outcome.REACHED, Step.CLOSE, True),
            ("no_answer", Outcome.NO_ANSWER, Step.RETRY, False),
            ("voicemail", Outcome.VOICEMAIL, Step.RETRY, False),
            ("busy", Outcome.BUSY, Step.RETRY, False),
            ("call_back", Outcome.BROKEN_OFF, Step.CALL_BACK, True),
            ("field", Outcome.FAILED_NUMBER, Step.FIELD, False),
            ("refused", Outcome.REACHED, Step.REFUSED, True),
        ],
        start=1,
    ):
        Disposition.objects.create(
            wrap_up_set=made,
            key=str(key),
            code=code,
            labels={"en": code},
            outcome=outcome,
            step=step,
            needs_conversation=needs_conversation,
        )
    return made


def course(**fields: Any) -> Course:
    """A course without lessons."""
    defaults = {"slug": f"course-{next(number)}", "titles": {"en": "A course"}, "minutes": 10}
    return Course.objects.create(**defaults | fields)


def certificate(user: User, course: Course, **fields: Any) -> Certificate:
    """Proof that `user` passed `course`, good for a year from now."""
    now = timezone.now()
    defaults = {"issued_at": now, "expires_at": now + timedelta(days=365)}
    return Certificate.objects.create(user=user, course=course, **defaults | fields)


def script(region: Region, *, is_on_air: bool = True, **fields: Any) -> Script:
    """A script with an empty version on air; `is_on_air=False` gives it none."""
    made = Script.objects.create(**{"region": region, "slug": f"script-{next(number)}"} | fields)
    if is_on_air:
        empty = {"workbook": b"", "sha256": "", "form": NOTHING_ASKED, "languages": region.languages}
        ScriptVersion.objects.create(script=made, number=1, state=VersionState.PUBLISHED, **empty)
    return made


def campaign(region: Region | None = None, *, courses: tuple[Course, ...] = (), **fields: Any) -> Campaign:
    """A campaign that is on, sends no SMS, and needs the named courses. Each one is for a disease of its own."""
    region = region or a_region()
    sms = {name: fields.pop(name) for name in ("announcement", "farewell") if name in fields}
    defaults = {
        "texts": CallTexts.objects.create(region=region, code=f"texts-{next(number)}", **sms),
        "code": f"campaign-{next(number)}",
        "purpose": Purpose.INDEX_INTERVIEW,
        "disease": f"disease-{next(number)}",
        "names": {"en": "A campaign"},
        "script": fields.get("script") or script(region),
        "policy": fields.get("policy") or policy(region),
        "wrap_up_set": fields.get("wrap_up_set") or wrap_up_set(region),
    }
    made = Campaign.objects.create(region=region, **defaults | fields)
    made.required_courses.set(courses)
    return made


a_campaign = campaign


def lane(campaign: Campaign, language: str | None = None) -> Lane:
    """The campaign's lane for a language, by default the region's first."""
    return Lane.objects.get_or_create(campaign=campaign, language=language or campaign.region.languages[0])[0]


def phone_number() -> str:
    """A Belgian mobile number that no other test row has."""
    return f"+32470{next(number):06d}"


def queued_call(
    campaign: Campaign | None = None,
    *,
    language: str | None = None,
    phone: str | None = None,
    due_at: datetime | None = None,
    **fields: Any,
) -> Call:
    """A call in the queue since a minute ago."""
    campaign = campaign or a_campaign()
    phone = phone_number() if phone is None else phone
    due_at = due_at or timezone.now() - timedelta(minutes=1)
    defaults = {
        "subject": uuid.uuid4(),
        "phone": phone,
        "phone_index": blind_index(Kind.PHONE, phone),
        "state": CallState.QUEUED,
        "due_at": due_at,
        "rank": rank_of(due_at, 0, fields.get("promised_for")),
    }
    return Call.objects.create(
        region=campaign.region, campaign=campaign, lane=lane(campaign, language), **defaults | fields
    )


def waiting_call(campaign: Campaign | None = None, **fields: Any) -> Call:
    """A call that is due in an hour."""
    defaults: dict[str, Any] = {"state": CallState.WAITING, "due_at": timezone.now() + timedelta(hours=1)}
    return queued_call(campaign, **defaults | fields)


def pause_reason(code: str = "lunch", *, region: Region | None = None, **fields: Any) -> PauseReason:
    """A reason that agents of the region may choose."""
    defaults = {"labels": {"en": code}, "max_minutes": 30}
    key = {"region": region or a_region(), "code": code, "retired_at": None}
    return PauseReason.objects.get_or_create(**key, defaults=defaults | fields)[0]


@transaction.atomic
def present_agent(
    region: Region | None = None,
    *,
    state: AgentState = AgentState.READY,
    since: datetime | None = None,
    agent: User | None = None,
    **fields: Any,
) -> User:
    """An agent signed on and in `state`, seen this second; with the time that is counted, and the call, if any."""
    agent = agent or an_agent(region)
    since = since or timezone.now()
    assert agent.region is not None
    if state not in PRESENT:
        held_call(agent, WORKS_ON[state], state_since=since)
        return agent
    if state == AgentState.PAUSED:
        fields.setdefault("reason", pause_reason(region=agent.region))
    Presence.objects.create(
        agent=agent,
        region=agent.region,
        **{"state": state, "since": since, "signed_on_at": since, "seen_at": timezone.now()} | fields,
    )
    log_state(agent.pk, state, region_id=agent.region.pk, at=since, reason=fields.get("reason"))
    return agent


def ready_agent(region: Region | None = None, **fields: Any) -> User:
    """An agent who waits for a call."""
    return present_agent(region, state=AgentState.READY, **fields)


def offered_call(agent: User | None = None, campaign: Campaign | None = None, **fields: Any) -> Call:
    """A call on the screen of an agent who is reserved for it, for as long as a lease lasts."""
    agent = agent or an_agent(campaign.region if campaign else None)
    lease = {"lease_until": timezone.now() + timedelta(seconds=settings.OFFER_LEASE_SECONDS)}
    return held_call(agent, CallState.OFFERED, campaign, **lease | fields)


@transaction.atomic
def held_call(agent: User, state: CallState, campaign: Campaign | None = None, **fields: Any) -> Call:
    """A call under way, and its agent, who gets a desk if they have none; their time is counted in that state."""
    campaign = campaign or a_campaign(agent.region)
    if not Presence.objects.filter(agent=agent).update(state=AgentState.READY, reason=None):
        present_agent(agent=agent)
    call = queued_call(campaign, state=state, held_by=agent, **fields)
    log_state(agent.pk, AT_WORK[state], region_id=call.region_id, at=timezone.now())
    return call


def call_in_wrap_up(
    agent: User | None = None,
    campaign: Campaign | None = None,
    *,
    is_answered: bool = True,
    number: int = 1,
    **fields: Any,
) -> Call:
    """A call whose lines have ended a moment ago, with its open attempt; its agent is about to say how it went."""
    agent = agent or an_agent(campaign.region if campaign else None)
    call = held_call(agent, CallState.WRAP_UP, campaign, attempts_made=number, **fields)
    now = timezone.now()
    attempt(
        call,
        number=number,
        began_at=now - timedelta(minutes=2),
        answered_at=now - timedelta(minutes=1) if is_answered else None,
        hung_up_at=now,
        is_counted=True,
    )
    return call


def attempt(call: Call, *, agent: User | None = None, **fields: Any) -> Attempt:
    """One attempt of the call in a room of its own, by whoever holds it; while it is open, its number is under way."""
    defaults = {"agent": agent or call.held_by, "number": 1, "began_at": timezone.now()}
    own = {"room": Room.objects.create(region=call.region), "phone_index": call.phone_index}
    about = {"region": call.region, "call": call, "subject": call.subject}
    made = Attempt.objects.create(**about | own | defaults | fields)
    if made.ended_at is None and made.phone_index is not None:
        NumberUnderWay.objects.create(phone_index=made.phone_index, call=call)
    return made


def noted(call: Call, notes: str, **fields: Any) -> None:
    """The open attempt of a call says this, as if the agent had typed it."""
    attempt = call.attempts.get(ended_at=None)
    Attempt.objects.filter(pk=attempt.pk).update(**attempt.at_rest(notes=notes, **fields))
