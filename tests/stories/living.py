"""A whole call centre on the test's own database: web, worker with its timetable, simulated telephone company."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.browser.server import Server, environment, running_server
from tests.patience import PATIENCE
from tests.processes import end, running, start

ACCOUNT = ("AC" + "5" * 32, "the-secret-of-the-tests")


@dataclass
class House:
    """What runs, and how to ask it."""

    server: Server
    carrier: str
    folder: Path
    settings: dict[str, str]
    worker: subprocess.Popen[bytes] = field(init=False)

    def hire_worker(self) -> None:
        """Start Celery with its timetable."""
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-B", "-P", "threads", "-c", "4"]
        command += [
            "-s",
            str(self.folder / "timetable"),
            "-l",
            "WARNING",
            "--without-mingle",
            "--without-gossip",
        ]
        with (self.folder / "worker.log").open("ab") as log:
            self.worker = start(
                command, env=environment(self.server.url) | self.settings, stdout=log, stderr=log
            )

    def dismiss_worker(self) -> None:
        """Let it finish what it works at, and wait until its timetable has ended too."""
        end(self.worker)

    def kill_worker(self) -> None:
        """As if the machine had lost its power."""
        end(self.worker, signal.SIGKILL)

    def asked_of_carrier(self, what: str) -> list[dict[str, Any]]:
        """What the telephone company has placed so far: "calls" or "messages"."""
        answer = httpx.get(f"{self.carrier}/_carrier/{what}", auth=ACCOUNT, timeout=PATIENCE)
        return answer.raise_for_status().json()[what]

    def choose_citizens(self, pattern: str, **traits: Any) -> None:
        """Whose number matches is such a person: a `persona`, and what else shall differ."""
        wishes = {"pattern": pattern} | traits
        httpx.put(
            f"{self.carrier}/_carrier/citizens", auth=ACCOUNT, json=wishes, timeout=PATIENCE
        ).raise_for_status()

    def post_report(self, token: str, report: dict[str, Any]) -> httpx.Response:
        """A laboratory posts a result."""
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.post(
            f"{self.server.url}/api/v1/lab-reports", json=report, headers=headers, timeout=PATIENCE
        )


def customer_of(carrier: str) -> dict[str, str]:
    """The settings of a house whose telephone company answers at this address."""
    return {
        "TELEPHONY_API_BASE_URL": carrier,
        "TELEPHONY_ACCOUNT_SID": ACCOUNT[0],
        "TELEPHONY_AUTH_TOKEN": ACCOUNT[1],
    }


@contextmanager
def living_house(folder: Path, *, carrier_speed: int) -> Iterator[House]:
    """Start everything, wait until it answers, and stop it again; citizens are `carrier_speed` times as fast as people.

    Whoever uses it asks for it after the test's database: nothing of it may still write when the tables are emptied.
    """
    with running_carrier(folder, carrier_speed) as carrier:
        settings = customer_of(carrier)
        with running_server(folder, **settings) as server:
            house = House(server, carrier, folder, settings)
            house.hire_worker()
            try:
                yield house
            finally:
                house.dismiss_worker()


@contextmanager
def running_carrier(folder: Path, speed: int) -> Iterator[str]:
    """The telephone company on a port of its choice; it says where when it is ready."""
    env = os.environ | {
        "CARRIER_ACCOUNT_SID": ACCOUNT[0],
        "CARRIER_AUTH_TOKEN": ACCOUNT[1],
        "CARRIER_SPEED": str(speed),
        "CARRIER_SEED": "1",
    }
    command = [sys.executable, "-m", "carrier", "--port", "0"]
    with (
        (folder / "carrier.log").open("wb") as log,
        running(command, env=env, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout
        with process.stdout as said:
            url = said.readline().rpartition(" on ")[2].strip()
        yield url
