"""The statements that run all day must find their rows by an index, however long the queue is."""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from calls.commands.offers.offer_waiting_calls import offer_waiting_calls
from calls.commands.offers.take_back_stale_offers import take_back_stale_offers
from calls.commands.queue.wake_due_calls import wake_due_calls
from calls.events import CallOffered
from calls.models import Call
from calls.queries.claims import CLAIM
from calls.queries.desk import current_call
from calls.rules.ranking import rank_of
from calls.states import HELD_CALLS, CallState
from elearning.models import Certificate
from tests.factories.calls import campaign, certificate, course, lane, ready_agent

pytestmark = pytest.mark.django_db
QUEUED = 4000


@pytest.fixture
def agent():
    """A ready agent before a queue of thousands of calls, in two lanes, with statistics as autovacuum keeps them."""
    agent = ready_agent()
    where = campaign(agent.region)
    now = timezone.now()
    lanes = [lane(where, language) for language in agent.region.languages]
    Call.objects.bulk_create(
        Call(
            region=agent.region,
            campaign=where,
            lane=lanes[number % 2],
            subject=uuid.uuid4(),
            state=CallState.QUEUED if number % 10 else CallState.WAITING,
            due_at=now + timedelta(days=1 + number),
            rank=rank_of(now - timedelta(seconds=number), 0),
        )
        for number in range(QUEUED)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return agent


def plans_of(run: Callable[[], object]) -> list[str]:
    """The plans of every statement about calls that `run` sends, as PostgreSQL explains them."""
    with CaptureQueriesContext(
        connection,
    ) as sent:
        run()
    about_calls = [
        query["sql"]
        for query in sent.captured_queries
        if "calls_call" in query["sql"] and query["sql"].lstrip().startswith(("SELECT", "UPDATE", "WITH"))
    ]
    return [explained(sql) for sql in about_calls]


def explained(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + sql.replace("%", "%%"))
        return json.dumps(cursor.fetchone()[0])


def reads_whole_table(plan: str, table: str = "calls_call") -> bool:
    return any(
        node.get("Node Type") == "Seq Scan" and node.get("Relation Name") == table
        for node in nodes(json.loads(plan)[0]["Plan"])
    )


def nodes(plan):
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def claim_in_the_open(agent):
    """What the function of the database does, as a statement whose plan can be seen."""
    states = {"is_ready": "ready", "offered": "offered", "reserved": "reserved", "from": ["queued"]}
    states["offer"] = CallOffered.name()
    known = {"agent": agent.pk, "agents": [agent.pk], "among": None, "held": list(HELD_CALLS), **states}
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, known | {"now": now, "lease_until": now, "token": uuid.uuid4()})


@pytest.mark.parametrize(
    ("run", "index"),
    [
        (lambda agent: claim_in_the_open(agent), "queue_by_lane"),
        (lambda agent: offer_waiting_calls(), "queue_by_lane"),
        (lambda agent: wake_due_calls(), "waiting_by_due"),
        (lambda agent: take_back_stale_offers(), "offers_by_lease"),
        (lambda agent: current_call(agent), "one_call_per_agent"),
    ],
    ids=["offer", "sweep", "wake", "take back", "screen"],
)
def test_no_statement_reads_the_whole_queue(agent, run, index):
    plans = plans_of(lambda: run(agent))
    assert not [plan for plan in plans if reads_whole_table(plan)]
    assert any(index in plan for plan in plans)


@pytest.mark.parametrize(
    "run", [claim_in_the_open, lambda agent: offer_waiting_calls()], ids=["offer", "sweep"]
)
def test_who_may_take_a_call_does_not_depend_on_how_many_others_are_certified(agent, run):
    needed = course()
    colleagues = User.objects.bulk_create(User(username=f"colleague {place}") for place in range(QUEUED))
    agent.region.campaigns.get().required_courses.add(needed)
    certificate(agent, needed)
    now = timezone.now()
    passed = {"course": needed, "issued_at": now, "expires_at": now + timedelta(days=365)}
    Certificate.objects.bulk_create(Certificate(user=one, **passed) for one in colleagues)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plans = plans_of(lambda: run(agent))
    assert plans
    assert not [plan for plan in plans if reads_whole_table(plan, "elearning_certificate")]
