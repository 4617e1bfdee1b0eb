"""Whether what is asked all day costs more when years of calls lie behind: pages, sweepers, metrics, invariants."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Region, Role
from config.celery import app
from config.invariants import INVARIANTS, parameters
from supervision import drawn_once
from tools.bench.figures import Figures
from tools.bench.history import History
from tools.bench.house import own_valkey
from tools.bench.rows import hire, load_country, open_lanes, owe, session_of
from tools.bench.scratch import scratch_database

TIMES = 3
OWED = 200
PAGES = {
    Role.SUPERVISOR: (
        "/floor/",
        "/floor/agents/",
        "/floor/queue/",
        "/floor/figures/",
        "/cases/field/",
        "/me/",
    ),
    Role.BACK_OFFICE: ("/cases/region-unknown/", "/cases/field/contacts/"),
    Role.AGENT: ("/desk/", "/desk/stage/", "/desk/status/", "/learn/"),
    Role.ADMINISTRATOR: ("/scripts/",),
    Role.TRAINER: ("/learn/learners/",),
}

Ask = Callable[[], object]


def measure_growth(histories: list[int]) -> Iterator[Figures]:
    """Everything that is asked all day, at each size of the history (finished calls), the smallest first.

    `buffers` are pages of 8 kB that all its statements look at, as EXPLAIN (ANALYZE, BUFFERS) counts them: unlike a
    time they do not depend on who else uses the machine. The limit is its own rate with the smallest history.
    """
    with own_valkey(), scratch_database():
        home = load_country()[0]
        agents = hire(20, [home])
        owe(OWED)
        lane = next(lane for lane in open_lanes() if lane.campaign.region_id == home.pk)
        history = History(lane, agents[0])
        asks = {**_pages(home, agents[0]), **_sweepers(), **_invariants()}
        smallest: dict[str, tuple[float, int]] = {}
        for calls in sorted(histories):
            history.grow_to(calls)
            for what, ask in asks.items():
                ask()  # what a process reads once is not measured
                took, buffers = _timed(ask), _buffers_of(ask)
                rate = len(took) / (sum(took) / 1000)
                limit, fewest = smallest.setdefault(what, (rate, buffers))
                more = {"buffers": buffers, "buffers_to_smallest": round(buffers / max(fewest, 1), 2)}
                yield Figures("growth", {"history": calls, "asked": what}, took, rate, limit, more)


def _pages(home: Region, agent: Any) -> dict[str, Ask]:
    """Every page that shows something of the day, each by somebody who may see it, and the metrics."""
    users = get_user_model().objects
    asks: dict[str, Ask] = {}
    for role, addresses in PAGES.items():
        is_agent = role == Role.AGENT
        who = agent if is_agent else users.create(username=f"growth-{role}", role=role, region=home)
        browser = Client(SERVER_NAME="localhost")
        browser.cookies["sessionid"] = session_of(who)
        asks |= {address: _page(browser, address) for address in addresses}
    return {**asks, "/metrics": _page(Client(SERVER_NAME="localhost"), "/metrics")}


def _page(browser: Client, address: str) -> Ask:
    def ask() -> None:
        drawn_once._sheets.clear()
        answer = browser.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} was answered {answer.status_code}")

    return ask


def _sweepers() -> dict[str, Ask]:
    """Everything in the timetable, done here instead of in a worker."""
    return {entry["task"]: app.tasks[entry["task"]].run for entry in app.conf.beat_schedule.values()}


def _invariants() -> dict[str, Ask]:
    """What the operator asks every hour, one by one."""
    return {name: _statement(sql) for name, sql in INVARIANTS.items()}


def _statement(sql: str) -> Ask:
    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters(timezone.now()))
            cursor.fetchall()

    return ask


def _timed(ask: Ask) -> list[float]:
    took = []
    for _time in range(TIMES):
        began = time.perf_counter()
        with transaction.atomic():
            ask()
            transaction.set_rollback(True)
        took.append((time.perf_counter() - began) * 1000)
    return took


def _buffers_of(ask: Ask) -> int:
    """The pages that all statements look at; each is explained as it is carried out, and nothing is kept."""
    found: list[int] = []

    def explain(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.lstrip().upper().startswith(("SELECT", "WITH", "UPDATE", "INSERT", "DELETE")) and not many:
            with transaction.atomic():
                plan = execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params, many, context)
                found.append(_pages_in(context["cursor"].fetchone()[0]))
                del plan
                transaction.set_rollback(True)
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(explain):
        ask()
        transaction.set_rollback(True)
    return sum(found)


def _pages_in(explained: Any) -> int:
    plan = (json.loads(explained) if isinstance(explained, str) else explained)[0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
