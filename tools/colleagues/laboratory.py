"""A laboratory that posts a positive result now and then, with the token it was given."""

import asyncio
import random
import secrets
from datetime import timedelta

from tools.colleagues.browser import Browser
from tools.colleagues.clock import today
from tools.colleagues.people import patient
from tools.colleagues.tally import Tally
from tools.colleagues.trouble import MovedOn, SignedOut, Trouble

INTAKE = "/api/v1/lab-reports"
PATIENCE = 5.0


class Laboratory:
    """Posts under a sample number of its own; what was not acknowledged is posted again, and that is harmless."""

    def __init__(self, url: str, token: str, *, every: float, die: random.Random, tally: Tally) -> None:
        self.token, self.every, self.die, self.tally = token, every, die, tally
        self.browser = Browser(url)

    async def work(self) -> None:
        """For ever."""
        while True:
            await asyncio.sleep(self.every * self.die.uniform(0.6, 1.4))
            await self.post(self.report())

    def report(self) -> dict[str, object]:
        """A positive of yesterday or the day before."""
        return {
            "sample": f"SIM-{secrets.token_hex(8)}",
            "disease": "covid-19",
            "result": "positive",
            "specimen_date": (today() - timedelta(days=self.die.randint(1, 2))).isoformat(),
            "patient": patient(self.die),
        }

    async def post(self, report: dict[str, object]) -> None:
        """Until it is acknowledged, or refused for good."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": str(report["sample"])}
        while True:
            try:
                answer = await self.browser.send("POST", INTAKE, json=report, headers=headers)
            except Trouble as error:
                self.tally.fault(str(error))
                await asyncio.sleep(PATIENCE)
                continue
            except (SignedOut, MovedOn) as error:
                return self.tally.fault(str(error))
            if answer.is_success:
                self.tally["reports posted"] += 1
                return None
            return self.tally.fault(f"a report was refused ({answer.status_code})")
