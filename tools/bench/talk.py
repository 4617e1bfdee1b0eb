"""An agent in the middle of an index interview along the shipped script, and what the citizen answers."""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from calls.events import CallAccepted
from calls.models import Attempt, Call, Campaign, Lane
from calls.states import CallState, Purpose
from scenarios.models import Run
from scenarios.queries import conversation
from scenarios.xlsform import Conversation
from telephony.commands.open_room import open_room
from telephony.commands.plan_legs import plan_legs
from telephony.models import Leg
from telephony.states import LegRole, LegState
from tools.bench.rows import hire, load_country, one_call, session_of
from tools.colleagues.people import full_name
from tracing.commands.begin_interview import begin_interview
from tracing.models import Case, Disease, Interview, Person

FIRST = {"opening/reached": "person", "opening/identity_confirmed": "yes"}
"""Who is on the line; any other choice is the first of its list."""


@dataclass(frozen=True)
class Said:
    """One thing that happens along the script: an answer, or (`value` None) one more turn of a repeat."""

    path: str
    key: str
    value: str | None
    page: int


def begin() -> tuple[User, Call, Run]:
    """One agent talks to one case; nothing is asked of a telephone company."""
    load_country()
    lane = Lane.objects.get_or_create(campaign=_campaign(), language="fr")[0]
    [agent] = hire(1, [lane.campaign.region])
    call = one_call(lane)
    now = timezone.now()
    Call.objects.filter(pk=call.pk).update(state=CallState.TALKING, held_by=agent)
    with transaction.atomic():
        _pick_up(agent, call, now)
    interview = Interview.objects.create(region=agent.home, call=call, case=_case(lane))
    accepted = CallAccepted(region_id=call.region_id, call_id=call.pk, agent_id=agent.pk, attempt_id=0)
    with transaction.atomic():
        begin_interview(accepted)
    interview.refresh_from_db()
    assert interview.run is not None
    return agent, call, interview.run


def _pick_up(agent: User, call: Call, now: datetime) -> None:
    """Both are on the line, and the agent has heard who speaks."""
    room = open_room(agent.home)
    Attempt.objects.create(
        call=call, agent=agent, region=agent.home, room=room, number=1, began_at=now, answered_at=now
    )
    ours, theirs = (
        Leg(role=LegRole.AGENT, to=f"client:agent-{agent.pk}"),
        Leg(role=LegRole.CITIZEN, to=call.phone),
    )
    plan_legs(room, ours, theirs)
    room.legs.update(state=LegState.ANSWERED, answered_at=now, heard_at=now)


def browser_of(agent: User) -> Client:
    """The agent's browser, signed in, asking as htmx does; without a web server between."""
    client = Client(headers={"HX-Request": "true"}, SERVER_NAME="localhost")
    client.cookies["sessionid"] = session_of(agent)
    return client


def everything_said(run: Run, answers: int) -> Iterator[Said]:
    """So many answers in the order of the script, each on its page; more and more contacts are named."""
    talk = conversation(run)
    refused: set[tuple[str, str]] = set()
    while answers:
        place = _next_question(talk, refused)
        if place is None:
            key = str(uuid.uuid4())
            talk.add_repeat("contact", key)
            yield Said("contact", key, None, _page_of(talk, "contact"))
        elif talk.answer(*place, value := _answer(talk, *place)).is_accepted:
            answers -= 1
            yield Said(*place, value, _page_of(talk, place[0]))
        else:
            refused.add(place)


def _campaign() -> Campaign:
    return Campaign.objects.filter(purpose=Purpose.INDEX_INTERVIEW).select_related("region").earliest("pk")


def _case(lane: Lane) -> Case:
    region = lane.campaign.region
    first_name, family_name = full_name(random.Random(1), lane.language)  # noqa: S311 (invented people)
    person = Person.objects.create(region=region, first_name=first_name, family_name=family_name)
    yesterday = timezone.localdate() - timedelta(days=1)
    disease = Disease.objects.get(code=lane.campaign.disease)
    return Case.objects.create(region=region, person=person, disease=disease, specimen_date=yesterday)


def _next_question(talk: Conversation, refused: set[tuple[str, str]]) -> tuple[str, str] | None:
    return next(
        (
            (path, key)
            for path, part in talk.form.parts.items()
            if part.can_be_answered
            for key in talk.keys_of(path)
            if talk.is_relevant(path, key) and talk.raw(path, key) == "" and (path, key) not in refused
        ),
        None,
    )


def _answer(talk: Conversation, path: str, key: str) -> str:
    kind = talk.form.parts[path].type
    if kind.startswith("select"):
        return FIRST.get(path) or talk.choices(path, key)[0].value
    return {"integer": "2", "date": talk.now.date().isoformat(), "acknowledge": "OK"}.get(kind, "Bob")


def _page_of(talk: Conversation, path: str) -> int:
    top = path.split("/", 1)[0]
    return next(number for number, step in enumerate(talk.steps()) if step.path == top)
