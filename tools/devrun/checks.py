"""`make check`: everything that can be said about the code without running the whole test suite."""

import os
import subprocess
import sys

from .console import say
from .trouble import CannotStart
from .wishes import CHECKOUT

CHECKS: dict[str, list[str]] = {
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
    "types": ["-m", "mypy", "."],
    "architecture": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
    "templates": ["-m", "djlint", ".", "--lint", "--quiet"],
    "house rules": ["-m", "pytest", "tests/house", "-q"],
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
}
"""What is checked, and how Python is asked."""


def check_everything() -> None:
    """Run every check to its end; refused with the names of those that found something."""
    failed = [what for what, question in CHECKS.items() if not passes(what, question)]
    if failed:
        raise CannotStart(f"Not in order: {', '.join(failed)}.")
    say("All in order")


def passes(what: str, question: list[str]) -> bool:
    """Run one check, printing what it found; True when it found nothing."""
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    answer = subprocess.run(
        [sys.executable, *question], cwd=CHECKOUT, env=settings, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        print(answer.stdout, answer.stderr, sep="\n")
    say(f"{what}: {'in order' if answer.returncode == 0 else 'NOT in order'}")
    return answer.returncode == 0
