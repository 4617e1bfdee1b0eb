from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.invariants import INVARIANTS, violations


class Command(BaseCommand):
    help = (
        "Check what must always be true. Exit 1, with the ids of the offending rows, when something is not."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = violations()
        broken = {violation.invariant for violation in found}
        for name in INVARIANTS:
            self.stdout.write(f"{'BROKEN' if name in broken else 'holds '}  {name}")
        for violation in found:
            self.stderr.write(f"{violation.invariant}: {violation.rows}")
        if found:
            raise CommandError(f"{len(found)} of {len(INVARIANTS)} invariants do not hold.")
