"""What one completed call costs in processor time, over all processes, from the laboratory's post to the wrap-up."""

import asyncio
import random
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import Region
from calls.models import Attempt, Campaign
from calls.states import Outcome, Purpose
from scenarios.models import Answer, Run
from tools.bench.answer import bare_rows
from tools.bench.figures import Figures, short
from tools.bench.house import House, own_valkey, running
from tools.bench.processor import Processor, Used
from tools.bench.rows import hire, laboratory, load_country, session_of
from tools.bench.scratch import scratch_database
from tools.bench.thread import POSTCODE, TOKEN
from tools.colleagues.answers import Citizen
from tools.colleagues.browser import Browser
from tools.colleagues.colleague import Colleague
from tools.colleagues.laboratory import INTAKE
from tools.colleagues.people import patient
from tools.colleagues.tally import Tally
from tools.devrun.jobs import WORKERS

AGENTS = 4
IDLE = 10.0
"""Seconds in which nothing happens: what beats and heartbeats cost a second is no call's doing, and taken off."""
TALKATIVE = Citizen(contacts=4)
"""The right person, willing, who names four contacts: some forty answers."""
PICKS_UP = "+32467{:04d}00"
"""A number of which the simulated company knows that it answers."""
A_MOMENT = 0.02
LIMIT_ROWS = 200
serial = count(1)


def measure_calls(calls: int) -> Iterator[Figures]:
    """So many index interviews by four agents at once: post, SMS, offer, both legs, every answer, wrap-up.

    Web server, workers, timetable and telephone company run as in the demo; agents and citizens lose no time.
    `cpu_s_a_call`: processor seconds of all that is ours (`cpu_s_by` says whose), database and Valkey included, the
    telephone company and the agents' browsers not. A time is from accepting a call to its wrap-up. The limit is the
    rows of a call's answers, each committed, over bare psycopg2.
    """
    with own_valkey() as folder, scratch_database() as database:
        region = load_country()[0]
        laboratory(TOKEN)
        Campaign.objects.exclude(purpose=Purpose.INDEX_INTERVIEW).update(is_on=False)
        sessions = [session_of(agent) for agent in hire(AGENTS, [region])]
        names = ("carrier", "web", *WORKERS, "beat")
        with running(database, folder, *names, CARRIER_SPEED="0") as house:
            yield asyncio.run(_measured(house, database, region, sessions, calls))


async def _measured(house: House, database: str, region: Region, sessions: list[str], calls: int) -> Figures:
    """A call each to warm up, an idle while, then the calls that count."""
    processor = Processor(house, database)
    await _post(house, region, len(sessions))
    await _work(house, sessions, len(sessions))
    idle = processor.used()
    await asyncio.sleep(IDLE)
    idle_rate = (processor.used() - idle).scaled(1 / IDLE)
    since, before, began = timezone.now(), processor.used(), time.monotonic()
    await _post(house, region, calls)
    await _work(house, sessions, calls)
    took = time.monotonic() - began
    used = (processor.used() - before - idle_rate.scaled(took)).scaled(1 / calls)
    return await asyncio.to_thread(_figures, database, since, calls, took, used)


async def _post(house: House, region: Region, reports: int) -> None:
    """So many positives, one after the other, as a laboratory posts them."""
    line, die = Browser(house.url), random.Random(house.url)  # noqa: S311 (invented people)
    for _report in range(reports):
        place = next(serial)
        told = patient(die) | {
            "address": {"postcode": POSTCODE[region.code]},
            "phone": PICKS_UP.format(place),
        }
        report = {
            "sample": f"BENCH-{place}",
            "disease": "covid-19",
            "result": "positive",
            "specimen_date": (timezone.localdate() - timedelta(days=1)).isoformat(),
            "patient": told,
        }
        headers = {"Authorization": f"Bearer {TOKEN}"}
        answer = await line.send("POST", INTAKE, json=report, headers=headers)
        if not answer.is_success:
            raise RuntimeError(f"the post was answered {answer.status_code}: {answer.text[:300]}")
    await line.close()


async def _work(house: House, sessions: list[str], calls: int) -> None:
    """Everybody takes calls until so many are completed; then they go home."""
    tally = Tally()
    colleagues = [_colleague(house, session, place, tally) for place, session in enumerate(sessions)]
    at_work = [asyncio.create_task(one.work()) for one in colleagues]
    while tally["completed"] < calls:
        await asyncio.sleep(A_MOMENT)
        if tally["errors"] or any(task.done() for task in at_work):
            raise RuntimeError(f"the agents stopped: {tally.line(timezone.localtime())}")
    for one in colleagues:
        one.goes_home = True
        one.live.stage_news.set()
    await asyncio.gather(*at_work)


def _colleague(house: House, session: str, place: int, tally: Tally) -> Colleague:
    """Somebody who is signed in and loses no time."""
    die = random.Random(f"{place}")  # noqa: S311 (a plot, not a secret)
    one = Colleague(house.url, {}, pace=0, die=die, tally=tally, whom=lambda _die: TALKATIVE)
    one.browser.client.cookies.set(settings.SESSION_COOKIE_NAME, session)
    return one


def _figures(database: str, since: datetime, calls: int, took: float, used: Used) -> Figures:
    """What the calls wrote, beside what they used."""
    attempts = Attempt.objects.filter(began_at__gte=since, outcome=Outcome.REACHED, ended_at__isnull=False)
    times = [(one.ended_at - one.began_at).total_seconds() * 1000 for one in attempts if one.ended_at]
    answers = Answer.objects.filter(answered_at__gte=since).count() / calls
    run = Run.objects.latest("pk")
    rows = [
        {"run": run.pk, "path": "bench", "key": "", "revision": run.revision + place}
        for place in range(1, LIMIT_ROWS + 1)
    ]
    limit = bare_rows(database, rows) / answers
    more = {
        "answers_a_call": round(answers, 1),
        "cpu_s_a_call": short(used.in_all()),
        "cpu_s_by": {whose: short(seconds) for whose, seconds in used.items()},
    }
    connection.close()  # this thread outlives the scratch database
    return Figures("call", {"calls": calls, "agents": AGENTS}, times, calls / took, limit, more)
