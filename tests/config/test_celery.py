"""What waits for the telephone company never stands before what does not."""

import fnmatch
import signal
import socket
import sys
from contextlib import closing, contextmanager

import psycopg2
import pytest
import redis
from celery.fixups.django import DjangoWorkerFixup
from celery.signals import task_prerun
from django.conf import settings
from django.db import connection
from django.utils import timezone

from calls.models import Call
from calls.states import CallState
from calls.tasks import offer_calls_later, take_back_stale_offers_now
from config.celery import QUEUES, app
from telephony.tasks import place_leg_later
from tests.browser.server import environment
from tests.factories.calls import LEASE_IS_OVER, campaign, offered_call, queued_call, ready_agent
from tests.patience import PATIENCE, until
from tests.processes import end, start
from tests.stories.living import customer_of
from tests.telephony.company import dialling_attempt, leg_of
from tests.test_compose import COMPOSE
from tools.devrun.jobs import WORKERS

OURS = sorted(name for name in app.tasks if not name.startswith("celery."))
NO_ANSWERS = 40  # of which each takes 10 s: together longer than any test waits


@pytest.mark.parametrize("name", OURS)
def test_every_task_has_one_queue(name):
    routes = [
        route["queue"] for pattern, route in app.conf.task_routes.items() if fnmatch.fnmatch(name, pattern)
    ]
    assert len(routes) == 1
    assert (routes == ["state"]) == name.startswith("calls.")
    assert routes[0] in QUEUES


def test_demo_and_containers_serve_every_queue_and_what_asks_nobody_outside_apart():
    served = [words.partition("--queues ")[2].split()[0] for words in commands_of("worker-")]
    assert sorted(queue.replace("${TELEPHONE_QUEUES:-telephone}", "telephone") for queue in served) == sorted(
        QUEUES
    )
    assert WORKERS["worker-state"] == "state"
    assert sorted(",".join(WORKERS.values()).split(",")) == sorted(QUEUES)


def test_what_was_not_begun_before_its_next_turn_is_not_begun():
    entries = app.conf.beat_schedule.values()
    assert [entry["options"]["expires"] for entry in entries] == [entry["schedule"] for entry in entries]


def commands_of(prefix):
    return [service["command"] for name, service in COMPOSE["services"].items() if name.startswith(prefix)]


@pytest.fixture
def silent_company():
    """A telephone company that takes every request and answers none."""
    with socket.create_server(("127.0.0.1", 0), backlog=NO_ANSWERS) as company:
        company.settimeout(PATIENCE)
        yield company


@pytest.fixture
def workers(transactional_db, silent_company, tmp_path):
    """The demo's two, with a single thread each."""
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushall()
    company = customer_of(f"http://127.0.0.1:{silent_company.getsockname()[1]}")
    env = environment("http://127.0.0.1:9") | company
    with hired("worker-state", env, tmp_path), hired("worker-telephone", env, tmp_path):
        yield
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushall()


@contextmanager
def hired(name, env, folder):
    options = ["-Q", WORKERS[name], "-n", f"{name}@%h", "-P", "threads", "-c", "1", "-l", "WARNING"]
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", *options]
    command += ["--without-mingle", "--without-gossip"]
    with (folder / f"{name}.log").open("wb") as log:
        process = start(command, env=env, stdout=log, stderr=log)
        try:
            yield
        finally:  # one that waits for the company would wait on
            end(process, signal.SIGKILL)


@pytest.mark.xdist_group("stories")
def test_a_telephone_company_that_hangs_delays_no_offer_and_no_lapsed_lease(workers, silent_company):
    for _ in range(NO_ANSWERS):
        place_leg_later.delay(leg_id=leg_of(dialling_attempt(), "agent").pk)
    asked, _address = silent_company.accept()
    lapsed = offered_call(lease_until=timezone.now() - LEASE_IS_OVER)
    agent = ready_agent()
    queued = queued_call(campaign(agent.region))
    take_back_stale_offers_now.delay()
    offer_calls_later.delay()
    until(lambda: state_of(lapsed) == CallState.QUEUED and state_of(queued) == CallState.OFFERED)
    asked.close()


def test_no_time_limit_is_claimed_that_a_pool_of_threads_cannot_keep():
    compose = COMPOSE["services"]
    assert all(
        "--pool threads" in compose[name]["command"]
        for name in ("worker-state", "worker-telephone", "worker-sms")
    )
    assert (app.conf.task_time_limit, app.conf.task_soft_time_limit) == (None, None)


def state_of(call):
    return Call.objects.get(pk=call.pk).state


@pytest.fixture
def worker_fixup(transactional_db):
    """What Celery does around each task of a worker."""
    return DjangoWorkerFixup(app)


def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def around_a_task(worker_fixup):
    """The backends that served a task before and now."""
    before = backend()
    worker_fixup.on_task_postrun(offer_calls_later)
    worker_fixup.on_task_prerun(offer_calls_later)
    task_prerun.send(sender=offer_calls_later)
    return before, backend()


def test_a_worker_keeps_its_connection_from_task_to_task(worker_fixup):
    before, now = around_a_task(worker_fixup)
    assert before == now


def test_a_connection_that_the_database_has_ended_is_opened_anew(worker_fixup):
    lost = backend()
    known = connection.get_connection_params()
    known.pop("cursor_factory", None)
    with closing(psycopg2.connect(**known)) as operator, operator.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SELECT pg_terminate_backend(%s, 10000)", [lost])
    task_prerun.send(sender=offer_calls_later)
    assert backend() != lost
