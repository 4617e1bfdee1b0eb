"""How many single posts a second a laboratory gets acknowledged through HTTP: everything that a positive sets off."""

import http.client
import json
import random
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from tools.bench.figures import Figures
from tools.bench.house import own_valkey, running
from tools.bench.rows import laboratory, load_country, open_lanes
from tools.bench.same_rows import fresh_rows, insert_again, newest
from tools.bench.scratch import copy_of, scratch_database
from tools.bench.side_by_side import in_threads
from tools.colleagues.people import patient

TOKEN = "the laboratory of the bench"  # noqa: S105 (of a database that lives for a minute)
INTAKE = "/api/v1/lab-reports"
WARM_UP = 20
serial = count(1)


def measure_intake(posts: int, posters: list[int]) -> Iterator[Figures]:
    """Positives of people nobody knows yet: each post makes a person, a case, a call and an SMS of its own.

    `posts` are shared among each number of `posters`, threads with one kept-alive connection each. The limit inserts
    the very same rows into a copy of the same database, one transaction a report, by as many bare connections.
    """
    with own_valkey() as folder, scratch_database() as database:
        load_country()
        open_lanes()
        laboratory(TOKEN)
        with copy_of(database) as copy, running(database, folder, "web") as house:
            post_all(house.url, WARM_UP, 1)
            before = newest(database)
            post_all(house.url, posts, 1)
            rows = fresh_rows(database, before)
            for threads in posters:
                took, rate = post_all(house.url, posts, threads)
                limit = insert_again(copy, rows, posts, threads)
                more = {"rows_per_post": round(sum(len(found) for _table, found in rows) / posts, 2)}
                yield Figures("intake", {"posts": posts, "posters": threads}, took, rate, limit, more)


def post_all(url: str, posts: int, threads: int) -> tuple[list[float], float]:
    """So many new reports by so many threads."""
    return in_threads(lambda: poster(url), threads, [report() for _post in range(posts)])


@contextmanager
def poster(url: str) -> Iterator[Callable[[bytes], None]]:
    """A connection, as the function that posts one report and insists on 202."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=300)) as line:

        def post(body: bytes) -> None:
            line.request("POST", INTAKE, body, headers)
            answer = line.getresponse()
            said = answer.read()
            if answer.status != http.client.ACCEPTED:
                raise RuntimeError(f"A post was answered {answer.status}: {said[:300]!r}")

        yield post


def report() -> bytes:
    """The next invented positive."""
    place = next(serial)
    told: dict[str, Any] = {
        "sample": f"BENCH-{place}",
        "disease": "covid-19",
        "result": "positive",
        "specimen_date": (timezone.localdate() - timedelta(days=1)).isoformat(),
        "patient": patient(random.Random(place)),  # noqa: S311 (invented people)
    }
    return json.dumps(told).encode()
