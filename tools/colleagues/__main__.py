"""`python -m tools.colleagues --agents 4`: what `manage.py simulate` turns into."""

import asyncio
import json
import os
import secrets
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from tools.colleagues.shift import Wishes, say, work_a_shift

HERE = "http://127.0.0.1:8000"


def parser(**options: Any) -> ArgumentParser:
    """The arguments, for this program and for `manage.py simulate --help`."""
    asked = ArgumentParser(**options)
    add_arguments(asked)
    return asked


def add_arguments(asked: ArgumentParser) -> None:
    """What may be wished for. By default everything is about the demo that started us."""
    asked.add_argument("--agents", type=int, default=4, help="colleagues at their desks (4)")
    asked.add_argument("--minutes", type=float, default=0, help="length of the shift; 0: until stopped (0)")
    asked.add_argument(
        "--lab-every", type=float, default=0, help="seconds between two positives; 0: none (0)"
    )
    asked.add_argument("--pace", type=float, default=1, help="1: human; 0.1: ten times as fast (1)")
    asked.add_argument(
        "--seed", type=int, help="the same seed, the same characters; by default every shift differs"
    )
    asked.add_argument("--url", default=os.environ.get("PUBLIC_BASE_URL", HERE), help="the installation")
    asked.add_argument(
        "--credentials",
        type=Path,
        default=os.environ.get("DEMO_CREDENTIALS"),
        help='JSON: {"colleagues": {name: {"username", "password"}}, "lab_token"}',
    )


def wishes_of(chosen: Namespace) -> Wishes:
    """The arguments with what the file of credentials holds."""
    held = json.loads(Path(chosen.credentials).read_text()) if chosen.credentials else {}
    return Wishes(
        url=chosen.url.rstrip("/"),
        logins=list(held.get("colleagues", {}).values())[: chosen.agents],
        lab_token=held.get("lab_token", ""),
        minutes=chosen.minutes,
        lab_every=chosen.lab_every,
        pace=chosen.pace,
        seed=secrets.randbits(32) if chosen.seed is None else chosen.seed,
    )


def main() -> None:
    """Work until the shift is over or somebody stops us."""
    chosen = parser(prog="simulate").parse_args()
    try:
        wishes = wishes_of(chosen)
    except (OSError, ValueError) as error:
        sys.exit(f"The credentials cannot be read: {error}")
    if len(wishes.logins) < chosen.agents:
        say(f"There are logins for {len(wishes.logins)} of {chosen.agents} colleagues.")
    if wishes.logins or (wishes.lab_every and wishes.lab_token):
        asyncio.run(work_a_shift(wishes))
    else:
        sys.exit("Nobody to work: the credentials (--credentials) name no colleague and no laboratory.")


if __name__ == "__main__":
    main()
