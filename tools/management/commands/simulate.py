import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tools.colleagues.__main__ import add_arguments

OURS = ("agents", "minutes", "lab_every", "pace", "seed", "url", "credentials")


class Command(BaseCommand):
    help = "Simulated colleagues and a laboratory work through the same pages and sockets as people."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        # A process without Django takes a third of the memory, and cannot take a short cut.
        os.execv(sys.executable, [sys.executable, "-m", "tools.colleagues", *words(options)])  # noqa: S606


def words(options: dict[str, Any]) -> list[str]:
    """The arguments once more, as they were typed."""
    return [f"--{name.replace('_', '-')}={options[name]}" for name in OURS if options.get(name) is not None]
