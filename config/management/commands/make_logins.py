from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.logins import make_logins, may_make_logins


class Command(BaseCommand):
    help = (
        "Make a database login for each kind of process, with limits on waiting (config/logins.py). Run it as the "
        "owner of the tables, after migrate; then give each process its DATABASE_LOGIN."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-allowed", action="store_true", help="Do nothing where this login may not make others."
        )

    def handle(self, *args: Any, if_allowed: bool = False, **options: Any) -> None:
        database = settings.DATABASES["default"]
        if not may_make_logins():
            if if_allowed:
                return
            raise CommandError(
                f"{database['USER']} may not make logins. Let somebody who may say: "
                f"ALTER ROLE {database['USER']} CREATEROLE, or leave DATABASE_LOGIN empty."
            )
        for name in make_logins(database["USER"], database["PASSWORD"]):
            self.stdout.write(name)
