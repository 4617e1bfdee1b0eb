"""The real web process, on the test database."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A running web process: where it answers, and what it wrote."""

    url: str
    log: Path


@contextmanager
def running_server(folder: Path, **settings: str) -> Iterator[Server]:
    """Run `config.asgi` under uvicorn on a port that is bound before it starts, so that nobody else takes it."""
    with socket.create_server(("127.0.0.1", 0)) as door, (folder / "web.log").open("wb") as log:
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        command = [sys.executable, "-m", "uvicorn", "config.asgi:application", "--fd", str(door.fileno())]
        command += ["--log-level", "warning", "--ws-per-message-deflate", "false"]
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(url) | settings,
            pass_fds=[door.fileno()],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        server = Server(url, folder / "web.log")
        try:
            wait_for(server, process)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def environment(url: str) -> dict[str, str]:
    """This test run's own engines, its test database, and the address that browsers will name."""
    database = connection.settings_dict["NAME"]
    base = os.environ["DATABASE_URL"].rpartition("/")[0]
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"{base}/{database}",
        "PUBLIC_BASE_URL": url,
    }


def wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    """Until it answers; a server that dies says why."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the web process ended:\n{server.log.read_text()}")
        try:
            with urllib.request.urlopen(f"{server.url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the web process does not answer:\n{server.log.read_text()}")
