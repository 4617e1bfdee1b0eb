"""`manage.py load_belgium`: the Belgian regions, rules, campaigns and texts; with `--demo`, people as well."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.belgium.backlog import example_report, load_backlog, load_laboratories
from config.belgium.campaigns import load_campaigns
from config.belgium.credentials import Credentials
from config.belgium.diseases import load_diseases
from config.belgium.files import read
from config.belgium.people import load_people
from config.belgium.regions import load_regions
from journal.loading import Loading


class Command(BaseCommand):
    """May be repeated, years later too: what is there stays, what is missing is added, what differs is said.

    A line for each thing that stands otherwise in the database than in the data set, never about people; last, how
    many rows were added and how many things differ.
    """

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo",
            action="store_true",
            help="add invented people, logins, a laboratory and a backlog; new regions never close",
        )
        parser.add_argument(
            "--credentials",
            type=Path,
            metavar="FILE",
            help="where the passwords and tokens of the demonstration are written",
        )

    def handle(self, *, demo: bool, credentials: Path | None, **options: Any) -> None:
        if demo and credentials is None:
            raise CommandError(
                "--demo needs --credentials FILE: passwords are made at random and written nowhere else."
            )
        loading = Loading()
        with transaction.atomic():
            _load(loading, demo=demo, credentials=credentials)
        for line in loading.differences:
            self.stdout.write(line)
        self.stdout.write(str(loading))


def _load(loading: Loading, *, demo: bool, credentials: Path | None) -> None:
    """Everything in one transaction: half a country would take reports and call nobody."""
    regions = load_regions(loading, round_the_clock=demo)
    diseases = load_diseases(loading, with_demo_rules=demo)
    load_campaigns(loading, regions)
    if demo and credentials:
        logins, disease = Credentials(credentials), diseases[read("demo")["backlog"]["disease"]]
        load_people(loading, regions, logins)
        load_backlog(load_laboratories(loading, logins), disease)
        logins.keep("example_lab_report", example_report(disease))
        logins.write()
