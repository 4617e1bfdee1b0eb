"""`manage.py load_belgium`: the Belgian regions, rules, campaigns and texts."""

from typing import Any

from django.core.management.base import BaseCommand

from countries.belgium.country import load_country
from journal.loading import Loading


class Command(BaseCommand):
    """May be repeated, years later too: what is there stays, what is missing is added, what differs is said.

    A line for each thing that stands otherwise in the database than in the data set, never about people; last, how
    many rows were added and how many things differ.
    """

    help = __doc__

    def handle(self, **options: Any) -> None:
        loading = Loading()
        load_country(loading)
        for line in (*loading.differences, str(loading)):
            self.stdout.write(line)
