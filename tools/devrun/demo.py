"""The whole call centre on this machine: from an empty folder to the first page, until Ctrl-C."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from types import FrameType

from .claim import claim, is_claimed
from .console import say
from .engines import start_postgres, start_valkey
from .handout import readable, write_handout
from .jobs import house_settings, jobs
from .launch import ask, launch, see_off
from .ports import free_port, insist_free
from .prepare import DONE
from .shape import set_other_shape_aside, shape_of
from .supervisor import Supervisor
from .trouble import CannotStart
from .vault import read_or_make, write_privately
from .wishes import CHECKOUT, Wishes

SMALL = (
    "shared_buffers=32MB",
    "max_connections=80",
    "max_worker_processes=2",
    "autovacuum_max_workers=1",
    "jit=off",
)
"""PostgreSQL's settings for one visitor; everything that guards the data stays as it is."""
FIRST_PAGE_PATIENCE = 60.0
"""Seconds: a slow machine compiles every module once."""

Opening = Callable[[Supervisor, Wishes], None]
"""What starts the children of a house."""


def run_demo(wishes: Wishes, opening: Opening | None = None) -> None:
    """Open the call centre on this machine and keep it alive until somebody stops it.

    `opening` starts the children; the call centre's own, unless a test brings simpler ones.
    """
    heed_signals()
    if not is_claimed(wishes.home):  # else its port is taken too, but that is not the news
        insist_free(wishes.port, purpose="the web server", setting="make demo PORT=8001")
    claimed = claim(wishes.home)
    supervisor = Supervisor(CHECKOUT, wishes.logs)
    try:
        (opening or open_call_centre)(supervisor, wishes)
        keep_alive(supervisor)
    except KeyboardInterrupt:
        say("Stopping")
    finally:
        ignore_signals()
        supervisor.stop()
        wishes.settings.unlink(missing_ok=True)
        claimed.close()
    say(f"Everything has stopped; what was entered stays in {wishes.home}")


def open_call_centre(supervisor: Supervisor, wishes: Wishes) -> None:
    """From an empty folder to the first page.

    1. Set data aside that another version of the project has left and ours cannot continue.
    2. Start PostgreSQL and Valkey, unless DATABASE_URL and REDIS_URL name others.
    3. Make the secrets, or read those of last time.
    4. Bring the database to today's shape.
    5. Start everything else, and wait for the first page.
    6. Hand out the address and the logins.
    """
    if not os.environ.get("DATABASE_URL"):
        make_room(wishes)
    wishes.logs.mkdir(parents=True, exist_ok=True)
    database = os.environ.get("DATABASE_URL") or own_postgres(supervisor, wishes)
    redis = os.environ.get("REDIS_URL") or own_valkey(supervisor, wishes)
    carrier_port = free_port()
    secrets = read_or_make(wishes.home / "secrets.json")
    settings = house_settings(wishes, secrets, database=database, redis=redis, carrier_port=carrier_port)
    write_privately(wishes.settings, json.dumps(settings, indent=2))
    prepare_database(wishes, settings)
    say("Starting the web server, the workers, the timetable, the telephone company and the colleagues")
    for job in jobs(wishes, settings, carrier_port):
        supervisor.start(job)
    wait_for_first_page(supervisor, wishes)
    print(readable(write_handout(wishes), wishes), flush=True)


def make_room(wishes: Wishes) -> None:
    """Have a folder whose data our migrations continue, or an empty one."""
    there = set_other_shape_aside(wishes.home, shape_of(CHECKOUT), date.today())  # noqa: DTZ011 (a name for people)
    if there:
        say(
            f"The data in {wishes.home} is of another version of this project, whose tables ours do not continue: "
            f"it now lies in {there}, and a new demo begins"
        )


def own_postgres(supervisor: Supervisor, wishes: Wishes) -> str:
    """Start PostgreSQL on the demo's data; its address."""
    say(
        "Starting PostgreSQL" if (wishes.home / "postgres").exists() else "Making a PostgreSQL database (2 s)"
    )
    engine = start_postgres(wishes.home / "postgres", settings=SMALL, log=wishes.logs / "postgres.log")
    supervisor.adopt(engine)
    return engine.url


def own_valkey(supervisor: Supervisor, wishes: Wishes) -> str:
    """Start Valkey on the demo's data; its address."""
    engine = start_valkey(wishes.home / "valkey", log=wishes.logs / "valkey.log")
    supervisor.adopt(engine)
    return engine.url


def prepare_database(wishes: Wishes, settings: Mapping[str, str]) -> None:
    """Bring the database to today's shape; refused with the last lines of what went wrong."""
    is_new = not wishes.credentials.exists()
    say(
        "Preparing tables, translations and the Belgian demo data"
        + (" (the first time 10 to 20 s)" if is_new else "")
    )
    if is_new:
        write_privately(wishes.credentials, "{}")
    log = wishes.logs / "prepare.log"
    command: list[object] = [sys.executable, "-m", "tools.devrun.prepare", wishes.credentials]
    if not os.environ.get("DATABASE_URL"):
        command.append(wishes.home)
    step = launch(command, folder=CHECKOUT, output=subprocess.PIPE, environment={**os.environ, **settings})
    try:
        tell_steps(step, log)
        code = step.wait()
    finally:
        ask(step, signal.SIGTERM)
        see_off(step, patience=5)
    if code:
        last = "\n".join(log.read_text(errors="replace").splitlines()[-12:])
        raise CannotStart(f"The database could not be prepared:\n{last}\nThe whole story: {log}")


def tell_steps(step: subprocess.Popen[bytes], log: Path) -> None:
    """Copy what a step prints to its log until it ends, and say the lines that tell how far it is."""
    with step.stdout or nullcontext(()) as lines, log.open("wb") as writing:
        for line in lines:
            writing.write(line)
            if line.startswith(DONE.encode()):
                say(f"  {line.decode().strip()}")


def wait_for_first_page(supervisor: Supervisor, wishes: Wishes) -> None:
    """Return once the first page is served; refused when a process dies first, or the page is an error."""
    deadline = time.monotonic() + FIRST_PAGE_PATIENCE
    while not serves(wishes.url):
        supervisor.watch()
        if time.monotonic() > deadline:
            raise CannotStart(
                f"The first page did not come within a minute. Its log: {wishes.logs / 'web.log'}"
            )
        time.sleep(0.1)


def serves(url: str) -> bool:
    """Whether `url` answers; refused when it answers with an error."""
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 (our own address)
            return bool(answer.read())
    except urllib.error.HTTPError as error:
        raise CannotStart(
            f"The first page is an error ({error.code}). Its log: logs/web.log in the data folder"
        ) from None
    except OSError:
        return False


def keep_alive(supervisor: Supervisor) -> None:
    """Watch until somebody stops us."""
    while True:
        supervisor.watch()
        time.sleep(0.2)


def heed_signals() -> None:
    """Let SIGINT and SIGTERM stop us. Said out loud, because a shell starts background jobs deaf to SIGINT."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, _interrupt)


def ignore_signals() -> None:
    """Finish stopping, however often Ctrl-C is pressed."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.SIG_IGN)


def _interrupt(_sign: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
