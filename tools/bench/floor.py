"""What the floor costs: after every change each supervisor of the region fetches the agents' table, in this process."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Region, Role, User
from calls.commands.offers.offer_next_call import offer_next_call
from tools.bench.figures import Figures, percentile, short
from tools.bench.house import own_valkey
from tools.bench.rows import hire, load_country, owe
from tools.bench.scratch import bare_connection, scratch_database
from tools.bench.talk import browser_of
from workforce.commands.lower_hand import lower_hand
from workforce.commands.raise_hand import raise_hand

TABLES = ("workforce_presence", "calls_call", "calls_attempt")
"""What the agents' table is read from; session, user and region are not among it."""


def measure_floor(agents: int, supervisors: list[int], refreshes: int) -> Iterator[Figures]:
    """One change and one refresh by every supervisor, so many times; half of the agents hold a call.

    `cpu_ms` is processor time of this thread (median) for all supervisors together, `cpu_ms_each` for one of them:
    cookie, session and user included. The limit: the table's three statements over bare psycopg2, joined.
    """
    with own_valkey(), scratch_database() as database:
        home = load_country()[0]
        crew = hire(agents, [home])
        owe(agents * 20)
        for agent in crew[::2]:
            offer_next_call(agent)
        for many in supervisors:
            yield _refreshed(home, crew, database, many, refreshes)


def _refreshed(home: Region, crew: list[User], database: str, supervisors: int, refreshes: int) -> Figures:
    watching = [_browser_on(home) for _number in range(supervisors)]
    _refresh(watching)
    took, cpu = [], []
    for number in range(refreshes):
        agent = crew[number // 2 % len(crew)]
        raise_hand(agent) if number % 2 == 0 else lower_hand(agent, by=agent)
        processor, began = time.thread_time(), time.perf_counter()
        _refresh(watching)
        took.append((time.perf_counter() - began) * 1000)
        cpu.append((time.thread_time() - processor) * 1000)
    limit, bare_cpu = _bare_refreshes(home, watching[0], database, refreshes)
    more = {"cpu_ms": short(percentile(cpu, 50)), "cpu_ms_each": short(percentile(cpu, 50) / supervisors)}
    more["limit_cpu_ms"] = short(bare_cpu)
    sizes = {"agents": len(crew), "supervisors": supervisors}
    return Figures("floor", sizes, took, len(took) / (sum(took) / 1000), limit, more)


def _browser_on(home: Region) -> Client:
    """A supervisor's browser, signed in."""
    users = get_user_model().objects
    who = users.create(username=f"floor-{users.count()}", role=Role.SUPERVISOR, region=home)
    return browser_of(who)


def _refresh(watching: list[Client]) -> None:
    for browser in watching:
        drawn = browser.get(reverse("supervision:agents"))
        if drawn.status_code != 200:
            raise RuntimeError(f"the floor was answered {drawn.status_code}")


def _bare_refreshes(home: Region, browser: Client, database: str, times: int) -> tuple[float, float]:
    """How many times a second the table's own statements are sent and their rows joined; the CPU of one in ms."""
    asked: list[tuple[str, Any]] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, *how: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, *how)

    raise_hand(User.objects.filter(presence__region=home, presence__hand_raised_at=None)[0])
    with connection.execute_wrapper(keep):
        _refresh([browser])
    own = [each for each in asked if any(f'FROM "{table}"' in each[0] for table in TABLES)]
    processor, began = time.thread_time(), time.perf_counter()
    with closing(bare_connection(database)) as bare, bare.cursor() as cursor:
        for _time in range(times):
            for sql, params in own:
                cursor.execute(sql, params)
                "".join(map(str, cursor.fetchall()))
    return times / (time.perf_counter() - began), (time.thread_time() - processor) * 1000 / times
