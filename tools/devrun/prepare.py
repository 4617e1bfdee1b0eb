"""Brings a database to today's shape: `python -m tools.devrun.prepare CREDENTIALS_FILE [HOME]`.

Tables, translations, what pages load and the Belgian demo data, in one process because starting Django takes a
second. Every step may be repeated; what is already there stays.
"""

import sys
import time
from pathlib import Path

from .shape import remember, shape_of
from .wishes import CHECKOUT

DONE = "Ready:"
"""Begins the lines that tell how far we are."""
STEPS = (
    ("tables", ["migrate", "--noinput", "--verbosity", "0"]),
    ("logins", ["make_logins", "--if-allowed"]),
    ("translations", ["compile_messages"]),
    ("style sheet and scripts", ["collectstatic", "--noinput", "--verbosity", "0"]),
    ("Belgian demo data", ["load_demo"]),
)


def main(credentials: str, home: str = "") -> None:
    """Take every step, saying what took how long; keep in `home` which shape the database beside it has."""
    import django  # here, because the supervisor reads DONE and has no use for 40 MB of Django
    from django.core.management import call_command, get_commands

    django.setup()
    for what, command in STEPS:
        if command[0] not in get_commands():
            print(f"{what}: manage.py {command[0]} does not exist yet", flush=True)
            continue
        started = time.monotonic()
        call_command(*command, *(["--credentials", credentials] if command[0] == "load_demo" else []))
        if home and command[0] == "migrate":
            remember(Path(home), shape_of(CHECKOUT))
        print(f"{DONE} {what} ({time.monotonic() - started:.1f} s)", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
