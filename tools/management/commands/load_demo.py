"""`manage.py load_demo`: Belgium as `load_belgium` loads it, with invented people, logins, a laboratory and a backlog.

Regions that are new never close.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from journal.loading import Loading
from tools.demo.backlog import example_report, load_backlog, load_laboratories
from tools.demo.country import load_lively_country
from tools.demo.credentials import Credentials
from tools.demo.files import demo
from tools.demo.people import load_people


class Command(BaseCommand):
    """May be repeated, as `load_belgium` may, and says the same; nobody who is there is changed or named."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--credentials",
            type=Path,
            required=True,
            metavar="FILE",
            help="where the passwords and tokens, made at random, are written; they are written nowhere else",
        )

    def handle(self, *, credentials: Path, **options: Any) -> None:
        loading = Loading()
        with transaction.atomic():
            _load(loading, Credentials(credentials))
        for line in (*loading.differences, str(loading)):
            self.stdout.write(line)


def _load(loading: Loading, logins: Credentials) -> None:
    regions, diseases = load_lively_country(loading)
    disease = diseases[demo()["backlog"]["disease"]]
    load_people(loading, regions, logins)
    load_backlog(load_laboratories(loading, logins), disease)
    logins.keep("example_lab_report", example_report(disease))
    logins.write()
