from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.logins import make_logins, may_make_logins, password_settings
from config.settings.env import Env


class Command(BaseCommand):
    help = (
        "Make a database login for each kind of process, none of which owns a table (config/logins.py). Run it as the "
        "owner after each migrate; then give each process its DATABASE_LOGIN and its DATABASE_PASSWORD."
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
                f"ALTER ROLE {database['USER']} CREATEROLE BYPASSRLS."
            )
        for name in make_logins(database["USER"], passwords_beside(database["PASSWORD"])):
            self.stdout.write(name)


def passwords_beside(owners: str) -> dict[str, str]:
    """The passwords of the others, each from its setting: none where the server asks for none, else all different."""
    variables = password_settings()
    passwords = {secret: Env().str(variable, default="") for secret, variable in variables.items()}
    if not owners:
        return passwords
    if missing := [variable for secret, variable in variables.items() if not passwords[secret]]:
        raise CommandError(
            f"Set {', '.join(missing)} (or …_FILE): each kind of login has a password of its own."
        )
    if len({owners, *passwords.values()}) <= len(passwords):
        raise CommandError(
            f"The owner's password, {', '.join(variables.values())} must differ from each other."
        )
    return passwords
