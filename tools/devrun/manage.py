"""A management command against the running demo: `make manage ARGS="check_invariants"`."""

import json
import os
import sys

from .claim import is_claimed
from .trouble import CannotStart
from .wishes import CHECKOUT, Wishes


def become_manage(wishes: Wishes, arguments: list[str]) -> None:
    """Replace this process by `manage.py` with the settings of the running demo; refused when none runs."""
    if not (is_claimed(wishes.home) and wishes.settings.exists()):
        raise CannotStart(f"No demo runs on {wishes.home}. Start one first: make demo")
    settings = json.loads(wishes.settings.read_text())
    os.chdir(CHECKOUT)
    os.execve(sys.executable, [sys.executable, "manage.py", *arguments], {**os.environ, **settings})  # noqa: S606
