"""`manage.py load_belgium`: the Belgian regions, rules, campaigns and texts; with `--demo`, people as well."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.belgium.backlog import example_report, load_backlog, load_laboratories
from config.belgium.campaigns import load_campaigns
from config.belgium.credentials import Credentials
from config.belgium.diseases import load_disease
from config.belgium.people import load_people
from config.belgium.regions import load_regions


class Command(BaseCommand):
    """May be repeated: what is there stays, what is missing is added."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo",
            action="store_true",
            help="add invented people, logins, a laboratory and a backlog; open round the clock",
        )
        parser.add_argument(
            "--credentials",
            type=Path,
            metavar="FILE",
            help="where the passwords and tokens of the demonstration are written",
        )

    @transaction.atomic
    def handle(self, *, demo: bool, credentials: Path | None, **options: Any) -> None:
        if demo and credentials is None:
            raise CommandError(
                "--demo needs --credentials FILE: passwords are made at random and written nowhere else."
            )
        regions = load_regions(round_the_clock=demo)
        disease = load_disease(with_demo_rule=demo)
        load_campaigns(regions, disease)
        if demo and credentials:
            logins = Credentials(credentials)
            load_people(regions, logins)
            load_backlog(load_laboratories(logins), disease)
            logins.keep("example_lab_report", example_report(disease))
            logins.write()
