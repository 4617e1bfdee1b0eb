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

from tests.browser.server import ROOT, Server, environment, running_server

ACCOUNT = ("AC" + "5" * 32, "the secret of the tests")
PATIENCE = 30


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
            self.worker = subprocess.Popen(
                command, cwd=ROOT, env=environment(self.server.url) | self.settings, stdout=log, stderr=log
            )

    def kill_worker(self) -> None:
        """As if the machine had lost its power."""
        self.worker.send_signal(signal.SIGKILL)
        self.worker.wait()

    def asked_of_carrier(self, what: str) -> list[dict[str, Any]]:
        """What the telephone company has placed so far: "calls" or "messages"."""
        answer = httpx.get(f"{self.carrier}/_carrier/{what}", auth=ACCOUNT, timeout=10)
        return answer.raise_for_status().json()[what]

    def start_afresh(self) -> None:
        """The telephone company forgets the story before."""
        httpx.post(f"{self.carrier}/_carrier/reset", auth=ACCOUNT, timeout=10).raise_for_status()

    def post_report(self, token: str, report: dict[str, Any]) -> httpx.Response:
        """A laboratory posts a result."""
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.post(f"{self.server.url}/api/v1/lab-reports", json=report, headers=headers, timeout=10)


@contextmanager
def living_house(folder: Path) -> Iterator[House]:
    """Start everything, wait until it answers, and stop it again."""
    with running_carrier(folder) as carrier:
        settings = {
            "TELEPHONY_API_BASE_URL": carrier,
            "TELEPHONY_ACCOUNT_SID": ACCOUNT[0],
            "TELEPHONY_AUTH_TOKEN": ACCOUNT[1],
        }
        with running_server(folder, **settings) as server:
            house = House(server, carrier, folder, settings)
            house.hire_worker()
            try:
                yield house
            finally:
                house.worker.terminate()
                house.worker.wait(timeout=PATIENCE)


@contextmanager
def running_carrier(folder: Path) -> Iterator[str]:
    """The telephone company on a port of its choice, ten times as fast as people; it says where when it is ready."""
    env = os.environ | {
        "CARRIER_ACCOUNT_SID": ACCOUNT[0],
        "CARRIER_AUTH_TOKEN": ACCOUNT[1],
        "CARRIER_SPEED": "10",
        "CARRIER_SEED": "1",
    }
    with (folder / "carrier.log").open("wb") as log:
        command = [sys.executable, "-m", "carrier", "--port", "0"]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=log, text=True)
        assert process.stdout
        try:
            yield process.stdout.readline().rpartition(" on ")[2].strip()
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
            process.stdout.close()
