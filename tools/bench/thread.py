"""From a laboratory's post to the offer on an agent's screen, through everything that lies between."""

import asyncio
import random
import time
from collections.abc import Iterator
from datetime import timedelta

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import Region
from calls.models import Call
from calls.states import CallState
from tools.bench.bare_chain import bare_chain
from tools.bench.figures import Figures
from tools.bench.house import own_valkey, running
from tools.bench.rows import hire, laboratory, load_country, session_of
from tools.bench.scratch import scratch_database
from tools.colleagues.browser import Browser
from tools.colleagues.laboratory import INTAKE
from tools.colleagues.live import Live
from tools.colleagues.pages import Stage
from tools.colleagues.people import patient
from tools.devrun.jobs import WORKERS
from workforce.models import Presence
from workforce.states import AgentState

TOKEN = "the laboratory of the bench"  # noqa: S105 (of a database that lives for a minute)
WARM_UP = 5
PATIENCE = 300.0
POSTCODE = {"BX": "1000", "VL": "9000", "WA": "4000", "DG": "4700"}


def measure_thread(posts: int) -> Iterator[Figures]:
    """One post after the other, each offered to the one agent who is ready; web, worker, timetable, carrier run.

    A time begins when the post leaves and ends when the agent's browser holds the fragment with the offer. The
    limit hands one row from connection to connection over the same stations, without any of our code.
    """
    with own_valkey() as folder, scratch_database() as database:
        region = load_country()[0]
        laboratory(TOKEN)
        agent = hire(1, [region])[0]
        session = session_of(agent)
        Presence.objects.update(state=AgentState.OFFLINE)
        with running(database, folder, "carrier", "web", *WORKERS, "beat") as house:
            took = asyncio.run(at_the_desk(house.url, session, region, posts))
        limit = bare_chain(database, posts)
        rate = len(took) / (sum(took) / 1000)
        yield Figures("thread", {"posts": posts}, took, rate, limit)


async def at_the_desk(url: str, session: str, region: Region, posts: int) -> list[float]:
    """Open the desk, listen, say ready; then take the time of each post, in milliseconds."""
    screen = Screen(url)
    screen.browser.client.cookies.set(settings.SESSION_COOKIE_NAME, session)
    await screen.browser.open("/desk/")
    listening = asyncio.create_task(screen.live.listen())
    try:
        await asyncio.wait_for(screen.live.stage_news.wait(), PATIENCE)
        await screen.browser.click("/desk/ready/")
        took = [await screen.time_of_post(region) for _post in range(WARM_UP + posts)]
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await screen.browser.close()
        await screen.laboratory.close()
    return took[WARM_UP:]


class Screen:
    """An agent's window, and the laboratory's line beside it."""

    def __init__(self, url: str) -> None:
        self.browser, self.laboratory = Browser(url), Browser(url)
        self.live = Live(self.browser, print)
        self.die = random.Random(url)  # noqa: S311 (invented people)
        self.serial = 0

    async def time_of_post(self, region: Region) -> float:
        """One report, from leaving to the offer on the screen, in milliseconds; the desk is free again afterwards."""
        report = self.report(region)
        shown = await self.stage()
        self.live.stage_news.clear()
        began = time.perf_counter()
        post = asyncio.create_task(self.post(report))
        await asyncio.wait_for(self.until_offered(shown), PATIENCE)
        took = (time.perf_counter() - began) * 1000
        await post
        await sync_to_async(clear_the_desk)()
        return took

    async def stage(self) -> Stage:
        """What the desk shows now."""
        root = await self.browser.fetch("/desk/stage/?shown=")
        stage = Stage.read(root) if root is not None else None
        assert stage
        return stage

    async def until_offered(self, shown: Stage) -> None:
        """Fetch at every nudge, as the page does, until the fragment is an offer."""
        while True:
            await self.live.stage_news.wait()
            self.live.stage_news.clear()
            root = await self.browser.fetch(shown.address)
            stage = Stage.read(root) if root is not None else None
            if stage and stage.name == "offer":
                return

    async def post(self, report: dict[str, object]) -> None:
        """As a laboratory."""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        answer = await self.laboratory.send("POST", INTAKE, json=report, headers=headers)
        if not answer.is_success:
            raise RuntimeError(f"the post was answered {answer.status_code}: {answer.text[:300]}")

    def report(self, region: Region) -> dict[str, object]:
        """A positive of this region."""
        self.serial += 1
        address = {"address": {"postcode": POSTCODE[region.code]}}
        return {
            "sample": f"BENCH-{self.serial}",
            "disease": "covid-19",
            "result": "positive",
            "specimen_date": (timezone.localdate() - timedelta(days=1)).isoformat(),
            "patient": patient(self.die) | address,
        }


def clear_the_desk() -> None:
    """Behind everybody's back: the call is over, the agent is ready. What happens after an offer is not measured."""
    held = Call.objects.filter(state=CallState.OFFERED)
    held.update(state=CallState.DONE, held_by=None, lease_until=None, closed_at=timezone.now())
    Presence.objects.update(state=AgentState.READY, since=timezone.now())
    connection.close()  # this thread outlives the scratch database
