"""The children of the demo: which programs run, and what each of them may know."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from telephony.rules.auth_tokens import tokens_in

from .supervisor import Job
from .vault import PASSWORDS
from .wishes import Wishes

A_DAY = 24 * 60
"""Minutes: the colleagues work a day, then the supervisor sends the next shift."""
WORKERS = {"worker-state": "state", "worker-telephone": "telephone,sms"}
"""Which queues each serves: two are the fewest with which a silent telephone company holds up no call."""
KNOWN_TO_ALL = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ", "NO_COLOR")
ROOT_IS_FINE_HERE = "ignore::UserWarning:celery.platforms"
"""Celery warns root against its worker; in the demo, which trusts its own tasks, that is noise."""


def house_settings(
    wishes: Wishes, secrets: Mapping[str, str], *, database: str, redis: str, carrier_port: int
) -> dict[str, str]:
    """What everything that is ours is told. A setting that the caller's own environment has wins."""
    ours = {
        **secrets,
        "PUBLIC_BASE_URL": wishes.url.rstrip("/"),
        "WEBSOCKET_ORIGINS": f"http://127.0.0.1:{wishes.port},http://localhost:{wishes.port}",
        "TELEPHONY_API_BASE_URL": f"http://127.0.0.1:{carrier_port}",
        "ALLOW_SIMULATED_CALLS": "1",
        "DEMO_NOTE": "1",
        "DEMO_CREDENTIALS": str(wishes.credentials),
        # glibc gives every thread a heap of its own; two are enough here and save a third of the memory.
        "MALLOC_ARENA_MAX": "2",
    }
    chosen = {name: os.environ.get(name) or value for name, value in ours.items()}
    fixed = {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "STATIC_ROOT": str(wishes.home / "collected"),
        "PYTHONUNBUFFERED": "1",
    }
    return {**chosen, **fixed, "DATABASE_URL": database, "REDIS_URL": redis}


def jobs(wishes: Wishes, settings: Mapping[str, str], carrier_port: int) -> Iterator[Job]:
    """Every child in the order of starting; they stop in the opposite order."""
    ours = {**os.environ, **{name: value for name, value in settings.items() if name not in PASSWORDS}}
    yield Job("carrier", _python("carrier", "--port", carrier_port), carrier_settings(ours))
    yield Job("web", _python(*_web(wishes)), {**ours, **login("web", settings)}, is_pillar=True)
    for name, queues in WORKERS.items():
        theirs = {**ours, **login("worker", settings), "PYTHONWARNINGS": ROOT_IS_FINE_HERE}
        yield Job(name, _python(*_CELERY, "worker", *_worker(name, queues)), theirs, patience=20)
    yield Job("beat", _python(*_CELERY, "beat", *_beat(wishes.home)), {**ours, "TIMETABLE_ONLY": "1"})
    if wishes.colleagues or wishes.lab_every:
        yield Job(
            "colleagues", [sys.executable, "manage.py", "simulate", *_colleagues(wishes)], ours, is_guest=True
        )


def carrier_settings(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of the telephone company, which knows its customer's account and nothing else of us."""
    chosen = {
        name: value for name, value in settings.items() if name in KNOWN_TO_ALL or name.startswith("CARRIER_")
    }
    customer = {
        "CARRIER_ACCOUNT_SID": settings["TELEPHONY_ACCOUNT_SID"],
        "CARRIER_AUTH_TOKEN": next(iter(tokens_in(settings["TELEPHONY_AUTH_TOKEN"])), ""),
        "CARRIER_INBOUND_VOICE_URL": f"{settings['PUBLIC_BASE_URL']}/telephony/inbound/voice",
        "CARRIER_INBOUND_SMS_URL": f"{settings['PUBLIC_BASE_URL']}/telephony/inbound/sms",
    }
    return {"PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "2"} | customer | chosen


def login(kind: str, settings: Mapping[str, str]) -> dict[str, str]:
    """What a kind of process is told of its login instead of the owner's password.

    Only on a database of our own: somebody else's may not let us make logins.
    """
    if "DATABASE_URL" in os.environ:
        return {}
    address = urlsplit(settings["DATABASE_URL"])
    without_password = address._replace(netloc=f"{address.username}@{address.hostname}:{address.port}")
    return {
        "DATABASE_URL": without_password.geturl(),
        "DATABASE_LOGIN": kind,
        "DATABASE_PASSWORD": settings["APPLICATION_PASSWORD"],
    }


def _python(*module_and_arguments: object) -> list[object]:
    return [sys.executable, "-m", *module_and_arguments]


def _web(wishes: Wishes) -> list[object]:
    return [
        *("uvicorn", "config.asgi:application", "--host", "127.0.0.1", "--port", wishes.port),
        *("--ws", "websockets-sansio", "--ws-per-message-deflate", "false"),
        *("--log-level", "warning", "--no-access-log", "--timeout-graceful-shutdown", 5),
        "--no-proxy-headers",  # uvicorn would believe anybody on this machine; TRUSTED_PROXIES decides
    ]


_CELERY = ("celery", "-A", "config", "--quiet")


def _worker(name: str, queues: str) -> list[object]:
    return [
        *("--queues", queues, "--hostname", f"{name}@%h"),
        *("--pool", "threads", "--concurrency", 4, "--loglevel", "WARNING"),
        "--without-mingle",
        "--without-gossip",
    ]


def _beat(home: Path) -> list[object]:
    return ["--schedule", home / "timetable", "--pidfile", "", "--loglevel", "WARNING"]


def _colleagues(wishes: Wishes) -> list[str]:
    choices = {"--agents": wishes.colleagues, "--minutes": A_DAY, "--lab-every": wishes.lab_every}
    return [str(word) for choice in choices.items() for word in choice]
