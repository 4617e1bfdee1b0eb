"""Forgetting a demo, and only a demo: what stands beside it in the same folder stays."""

import shutil

from .claim import FILE, is_claimed
from .console import say
from .trouble import CannotStart
from .wishes import Wishes

OURS = ("postgres", "valkey", "logs", "collected", "timetable*", "*.password", "*.json", FILE)


def forget_demo(wishes: Wishes) -> None:
    """Remove the demo's data; refused while it runs."""
    home = wishes.home
    if is_claimed(home):
        raise CannotStart(f"The demo on {home} is running: stop it with Ctrl-C first.")
    if not (home / "secrets.json").exists():
        say(f"There is no demo in {home}: nothing to forget")
        return
    for pattern in OURS:
        for path in home.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if not any(home.iterdir()):
        home.rmdir()
    say(f"Forgotten: {home}")
