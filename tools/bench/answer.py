"""What one answer costs: from the agent's request to the page drawn anew, in this process, without a web server."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.urls import reverse

from calls.models import Call
from scenarios.models import Run
from tools.bench.figures import Figures, percentile, short
from tools.bench.house import own_valkey
from tools.bench.scratch import bare_connection, scratch_database
from tools.bench.side_by_side import timed
from tools.bench.talk import Said, begin, browser_of, everything_said

OF_SIGNING_IN = ('FROM "django_session"', 'FROM "accounts_user"')
"""Statements that every page needs and no answer can spare."""
AS_A_FORM = "application/x-www-form-urlencoded"
ROW = (
    "INSERT INTO scenarios_answer (run_id, key, subject, region_id, path, repeat_key, value, revision, answered_at)"
    " SELECT id, gen_random_uuid(), subject, region_id,"
    " %(path)s, %(key)s, '', %(revision)s, now() FROM scenarios_run WHERE id = %(run)s"
)
COUNT = "UPDATE scenarios_run SET revision = %(revision)s WHERE id = %(run)s"
"""What an answer cannot do without: its row, and the run that counts it."""


def measure_answers(answers: int) -> Iterator[Figures]:
    """`answers` of one interview, one after the other: each through every layer, from the cookie to the HTML.

    The page has been drawn once before, so the form is compiled and the templates are read. `cpu_ms` is processor
    time of this thread for one answer (median), `cpu_s` for all; `statements` is the most that one needed, beside
    session and user. The limit is the row and the count of each, committed, over bare psycopg2.
    """
    with own_valkey(), scratch_database() as database:
        agent, call, run = begin()
        talk = _Talk(browser_of(agent), call)
        talk.post("script", page=0)
        said = list(everything_said(run, answers))
        took = [each for one in said for each in talk.say(one)]
        limit = bare_answers(database, run, said)
        more = {
            "cpu_ms": short(percentile(talk.cpu, 50)),
            "cpu_s": short(sum(talk.cpu) / 1000),
            "statements": max(talk.statements),
        }
        yield Figures("answer", {"answers": answers}, took, len(took) / (sum(took) / 1000), limit, more)


class _Talk:
    """The script on one screen. `cpu` in milliseconds and `statements`, one figure an answer."""

    def __init__(self, browser: Client, call: Call) -> None:
        self.browser, self.call = browser, call
        self.page = self.revision = 0
        self.cpu: list[float] = []
        self.statements: list[int] = []

    def say(self, said: Said) -> list[float]:
        """Turn to the page and answer; how long the answer took, in milliseconds. A new turn is not measured."""
        if said.page != self.page:
            self.post("script", page=said.page)
            self.page = said.page
        if said.value is None:
            self.post("add_turn", path=said.path, key=said.key)
            return []
        return self.measure(said.path, said.key, said.value)

    def measure(self, path: str, key: str, value: str) -> list[float]:
        statements: list[str] = []

        def count(execute: Callable[..., Any], sql: str, *how: Any) -> Any:
            statements.append(sql)
            return execute(sql, *how)

        with connection.execute_wrapper(count):
            cpu, began = time.thread_time(), time.perf_counter()
            self.post("answer", path=path, repeat_key=key, value=value, revision=self.revision)
            took, cpu = time.perf_counter() - began, time.thread_time() - cpu
        self.cpu.append(cpu * 1000)
        self.statements.append(sum(not any(own in sql for own in OF_SIGNING_IN) for sql in statements))
        return [took * 1000]

    def post(self, name: str, **fields: Any) -> None:
        address = reverse(f"desk:{name}", args=[self.call.pk])
        drawn = self.browser.post(address, urlencode(fields), content_type=AS_A_FORM)
        if drawn.status_code != 200:
            raise RuntimeError(f"{name} {fields} was answered {drawn.status_code}")
        self.revision += name in ("answer", "add_turn")


def bare_answers(database: str, run: Run, said: list[Said]) -> float:
    """How many rows a second one bare connection adds and counts, each committed."""
    run.refresh_from_db()
    rows = [
        {"run": run.pk, "path": one.path, "key": one.key, "revision": run.revision + place}
        for place, one in enumerate(said, start=1)
    ]
    return bare_rows(database, rows)


def bare_rows(database: str, rows: list[dict[str, Any]]) -> float:
    """As bare_answers, of rows at hand: `run`, `path`, `key` and a `revision` that the run has not had."""
    with closing(bare_connection(database)) as bare:

        def write(row: dict[str, Any]) -> None:
            with bare.cursor() as cursor:
                cursor.execute(ROW, row)
                cursor.execute(COUNT, row)
            bare.commit()

        took = timed(write, rows)
    return len(took) / (sum(took) / 1000)
