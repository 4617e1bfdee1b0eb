"""Belgium with its campaigns, open round the clock, and as many agents and owed calls as a measurement wants."""

import uuid
from datetime import timedelta
from itertools import count

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from accounts.models import Machine, Region, Role, User
from accounts.tokens import hash_of
from calls.models import Call, Campaign, Lane
from calls.rules.ranking import MILLISECOND, rank_of
from calls.states import CallState
from elearning.models import Certificate, Course
from journal.loading import Loading
from journal.sealed import Kind, blind_index
from tools.demo.country import load_lively_country
from workforce.models import Presence
from workforce.states import AgentState

number = count(1)
SPREAD = timedelta(days=2)
"""Calls owed have become due within this time."""


def load_country() -> list[Region]:
    """Regions, postcodes, hours, scripts and campaigns, as `load_demo` makes them."""
    regions, _diseases = load_lively_country(Loading())
    return list(regions.values())


def hire(many: int, regions: list[Region], *, is_certified: bool = True) -> list[User]:
    """Ready agents who speak every language of their region, evenly over the regions."""
    agents = User.objects.bulk_create(
        User(
            username=f"bench-{next(number)}",
            role=Role.AGENT,
            region=regions[place % len(regions)],
            languages=regions[place % len(regions)].languages,
        )
        for place in range(many)
    )
    seat(agents)
    if is_certified:
        certify(agents)
    return list(User.objects.filter(pk__in=[agent.pk for agent in agents]).order_by("pk"))


def seat(agents: list[User]) -> None:
    """Everybody at their desk, ready for a call."""
    now = timezone.now()
    times = {"since": now, "signed_on_at": now, "seen_at": now}
    Presence.objects.bulk_create(
        Presence(agent=agent, region=agent.home, state=AgentState.READY, **times) for agent in agents
    )


def certify(agents: list[User]) -> None:
    """With every certificate there is."""
    now = timezone.now()
    Certificate.objects.bulk_create(
        Certificate(user=agent, course=course, issued_at=now, expires_at=now + timedelta(days=365))
        for course in Course.objects.all()
        for agent in agents
    )


def owe(many: int) -> None:
    """Calls in the queue, evenly over every campaign and language; copied by the database, so 100,000 take seconds."""
    lanes = open_lanes()
    for place, lane in enumerate(lanes):
        share = len(range(place, many, len(lanes)))
        if share:
            copy(one_call(lane), share - 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE calls_call")


def open_lanes() -> list[Lane]:
    """A lane for every campaign and language of its region."""
    return [
        Lane.objects.get_or_create(campaign=campaign, language=language)[0]
        for campaign in Campaign.objects.select_related("region")
        for language in campaign.region.languages
    ]


def one_call(lane: Lane) -> Call:
    """A call owed since two days ago."""
    due = timezone.now() - SPREAD
    phone = "+32467990000"
    return Call.objects.create(
        region_id=lane.campaign.region_id,
        campaign_id=lane.campaign_id,
        lane=lane,
        subject=uuid.uuid4(),
        phone=phone,
        phone_index=blind_index(Kind.PHONE, phone),
        state=CallState.QUEUED,
        due_at=due,
        rank=rank_of(due, lane.campaign.priority),
    )


def copy(call: Call, times: int) -> None:
    """The same call owed to so many others, each due a little later."""
    columns = [str(field.column) for field in Call._meta.concrete_fields if not field.primary_key]
    changed = {
        "subject": "gen_random_uuid()",
        "token": "gen_random_uuid()",
        "key": "gen_random_uuid()",
        "rank": f"rank + (number * {SPREAD // MILLISECOND}::bigint / {times + 1})",
    }
    values = ", ".join(changed.get(column, column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO calls_call ({', '.join(columns)}) SELECT {values}"  # noqa: S608 (our own columns)
            " FROM calls_call, generate_series(1, %s) number WHERE id = %s",
            [times, call.pk],
        )


def laboratory(token: str) -> Machine:
    """A laboratory that posts with this token."""
    return Machine.objects.create(name="Laboratory of the bench", token_hash=hash_of(token))


def session_of(user: User) -> str:
    """A session as signing in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
