"""The real web process, on the test database."""

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import connection

from tests.browser.counted import UNDER_WAY
from tests.patience import PATIENCE, until
from tests.processes import running


@dataclass(frozen=True)
class Server:
    """A running web process: where it answers, and what it wrote."""

    url: str
    log: Path

    def settle(self) -> None:
        """Wait until it works at nothing: what it still wrote would reach the next test's tables."""
        until(lambda: self.under_way() == 0)

    def under_way(self) -> int:
        """How many requests it works at."""
        with urllib.request.urlopen(f"{self.url}{UNDER_WAY}", timeout=PATIENCE) as answer:
            return int(answer.read())


@contextmanager
def running_server(folder: Path, **settings: str) -> Iterator[Server]:
    """Run `config.asgi` under uvicorn on a port that is bound before it starts, so that nobody else takes it."""
    with socket.create_server(("127.0.0.1", 0)) as door, (folder / "web.log").open("wb") as log:
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        command = [sys.executable, "-m", "uvicorn", "tests.browser.counted:application"]
        command += ["--fd", str(door.fileno()), "--log-level", "warning", "--ws-per-message-deflate", "false"]
        options = {"pass_fds": [door.fileno()], "stdout": log, "stderr": subprocess.STDOUT}
        with running(command, env=environment(url) | settings, **options) as process:
            server = Server(url, folder / "web.log")
            wait_for(server, process)
            yield server


def environment(url: str) -> dict[str, str]:
    """This test run's own engines, its test database, and the address that browsers will name."""
    database = connection.settings_dict["NAME"]
    base = os.environ["DATABASE_URL"].rpartition("/")[0]
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"{base}/{database}",
        "DATABASE_LOGIN": "web",
        "DATABASE_PASSWORD": os.environ["APPLICATION_PASSWORD"],
        "PUBLIC_BASE_URL": url,
        "STATIC_ROOT": str(static_root()),
    }


@cache
def static_root() -> Path:
    """What production's `collectstatic` makes of the files as they are; made once, before the first server starts."""
    folder = Path(tempfile.mkdtemp(prefix="contact-tracing-static-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test", "STATIC_ROOT": str(folder)}
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput"],
        env=settings,
        check=True,
        capture_output=True,
    )
    return folder


def wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Until it answers; a server that dies says why."""

    def answers() -> bool:
        assert process.poll() is None, f"the web process ended:\n{server.log.read_text()}"
        try:
            with urllib.request.urlopen(f"{server.url}/healthz", timeout=PATIENCE):
                return True
        except OSError:
            return False

    until(answers, lambda: f"the web process does not answer:\n{server.log.read_text()}")
