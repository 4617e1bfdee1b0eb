"""Processes of the bench's own: Valkey, web server, worker, timetable, telephone company. None of it is the demo's."""

import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGTERM

from django.conf import settings

from journal.broadcast import broker
from tools.bench.scratch import url_of
from tools.devrun.engines import start_valkey
from tools.devrun.jobs import jobs
from tools.devrun.launch import ask, launch, see_off
from tools.devrun.ports import free_port
from tools.devrun.wishes import CHECKOUT, Wishes

PATIENCE = 300.0
"""Seconds until a web server must answer."""
SECRETS = ("SECRET_KEY", "FIELD_KEYS", "BLIND_INDEX_KEY")
"""The children read and sign what this process has written."""


@dataclass(frozen=True)
class House:
    """What runs: where the web server answers, where the logs lie, and the processes by name."""

    url: str
    folder: Path
    pids: dict[str, int] = field(default_factory=dict)


@contextmanager
def own_valkey() -> Iterator[Path]:
    """A Valkey that nobody else listens to; this process uses it too. Yields a folder that lives as long."""
    configured = settings.REDIS_URL
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        engine = start_valkey(Path(folder) / "valkey", keep=False)
        settings.REDIS_URL = engine.url
        broker.cache_clear()
        try:
            yield Path(folder)
        finally:
            broker().close()
            broker.cache_clear()
            settings.REDIS_URL = configured
            engine.stop()


@contextmanager
def running(database: str, folder: Path, *names: str, **told_besides: str) -> Iterator[House]:
    """The named children of the demo (`web`, the workers, `beat`, `carrier`) on a scratch database."""
    wishes = Wishes(port=free_port(), home=folder, colleagues=0, lab_every=0)
    carrier_port = free_port()
    known = told(wishes, database, carrier_port) | told_besides
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for job in jobs(wishes, known, carrier_port):
            if job.name in names:
                with (folder / f"{job.name}.log").open("ab") as log:
                    children[job.name] = launch(
                        job.command, folder=CHECKOUT, output=log, environment=job.environment
                    )
        house = House(wishes.url.rstrip("/"), folder, {name: child.pid for name, child in children.items()})
        wait_for(house, list(children.values()))
        yield house
    finally:
        for child in reversed(children.values()):
            ask(child, SIGTERM)
        for child in reversed(children.values()):
            see_off(child, 10)


def told(wishes: Wishes, database: str, carrier_port: int) -> dict[str, str]:
    """The children's settings: a developer's, whatever this process runs under."""
    url = wishes.url.rstrip("/")
    return {
        **{name: getattr(settings, name) for name in SECRETS},
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": url_of(database),
        "REDIS_URL": settings.REDIS_URL,
        "PUBLIC_BASE_URL": url,
        "WEBSOCKET_ORIGINS": url,
        "TELEPHONY_API_BASE_URL": f"http://127.0.0.1:{carrier_port}",
        "TELEPHONY_CALLBACK_BASE_URL": url,
        "TELEPHONY_ACCOUNT_SID": "AC" + "b" * 32,
        "TELEPHONY_AUTH_TOKEN": "a-token-of-the-bench",
        "ALLOW_SIMULATED_CALLS": "1",
        # Nobody looks after the screen of the bench, and a slow machine is slow to show an offer on it.
        "OFFER_LEASE_SECONDS": "86400",
        "SILENT_AGENT_SECONDS": "86400",
        "PYTHONUNBUFFERED": "1",
    }


def wait_for(house: House, children: list[subprocess.Popen[bytes]]) -> None:
    """Until the first page is served; a child that dies says why."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if any(child.poll() is not None for child in children):
            raise RuntimeError("\n".join(log.read_text()[-2000:] for log in house.folder.glob("*.log")))
        with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{house.url}/healthz"):  # noqa: S310
            return
        time.sleep(0.1)
    raise RuntimeError(f"The web server does not answer: {(house.folder / 'web.log').read_text()[-2000:]}")
