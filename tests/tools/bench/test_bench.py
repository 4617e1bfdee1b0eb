"""Tiny sizes: what is said, and that it is true. Never how fast."""

import io
import json

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from tests.roles import owners_connections
from tools.bench.figures import Figures, as_table, percentile, short
from tools.bench.scratch import NotOurs, connected, make, scratch_database

KEYS = {"what", "p50_ms", "p95_ms", "p99_ms", "per_second", "limit_per_second", "ratio_to_limit"}
needs_a_database = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def by_the_owner(request):
    """It makes databases, and migrates them."""
    if request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("transactional_db")
    with owners_connections():
        yield


def bench(*words):
    """The lines that the command prints, read back; nothing of what exists has changed."""
    before = str(connection.settings_dict["NAME"]), settings.REDIS_URL
    out = io.StringIO()
    call_command("bench", *words, stdout=out)
    assert (str(connection.settings_dict["NAME"]), settings.REDIS_URL) == before
    assert not User.objects.exists()
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    for line in lines:
        assert set(line) >= KEYS
        assert 0 < line["p50_ms"] <= line["p95_ms"] <= line["p99_ms"]
        assert line["per_second"] > 0 < line["limit_per_second"]
    return lines


@pytest.mark.proof
@needs_a_database
def test_claim_measures_every_size_and_those_whom_nothing_suits():
    lines = bench("claim", "--backlogs", "60,30", "--claimers", "1,2", "--offers", "4")
    offers = [(line["backlog"], line["claimers"]) for line in lines if line["what"] == "claim"]
    assert offers == [(30, 1), (30, 2), (60, 1), (60, 2)]
    in_vain = {(line["backlog"], line["why"]) for line in lines if line["what"] == "claim, nothing suits"}
    assert in_vain == {(size, why) for size in (30, 60) for why in ("no certificate", "no language")}


@pytest.mark.proof
@needs_a_database
def test_intake_writes_the_same_rows_with_and_without_the_application():
    lines = bench("intake", "--posts", "6", "--posters", "1,2")
    assert [line["posters"] for line in lines] == [1, 2]
    assert all(line["rows_per_post"] >= 6 for line in lines)  # report, person, case, interview, call, journal


@pytest.mark.proof
@needs_a_database
def test_growth_finds_nothing_that_grows_with_history():
    lines = bench("growth", "--histories", "300,6000")
    asked = {line["asked"] for line in lines}
    assert asked >= {"/floor/", "/metrics", "calls.wake_due_calls", "no agent holds two calls"}
    # A small table is read whole, a large one by its index: a few pages for each of the twenty agents. What reads all
    # of its history reads every page of it, some 200 by now.
    many = [line for line in lines if line["history"] == 6000 and line["buffers"] > 150]
    assert [line["asked"] for line in many if line["buffers_to_smallest"] > 2] == []


@pytest.mark.proof
@needs_a_database
def test_churn_offers_at_the_start_after_changes_and_under_a_snapshot():
    lines = bench("churn", "--changes", "2000", "--under-snapshot", "2000", "--offers", "4")
    assert [line["when"] for line in lines] == ["at the start", "after changes", "under a snapshot"]
    assert lines[0]["to_start"] == 1.0
    assert all(line["to_start"] > 0 for line in lines)


@pytest.mark.proof
@needs_a_database
def test_call_counts_the_processor_time_of_every_process_of_ours():
    [line] = bench("call", "--calls", "2")
    assert line["answers_a_call"] > 30
    assert set(line["cpu_s_by"]) == {"web", "worker-state", "worker-telephone", "beat", "database", "valkey"}
    assert 0 < line["cpu_s_by"]["web"] < line["cpu_s_a_call"]


@pytest.mark.proof
@needs_a_database
def test_answer_counts_statements_and_processor_time_of_every_answer():
    (line,) = bench("answer", "--answers", "15")  # as far as the first contact that is named
    assert (line["answers"], line["statements"]) == (15, 6)
    assert 0 < line["cpu_ms"] < line["cpu_s"] * 1000


@pytest.mark.proof
@needs_a_database
def test_floor_measures_every_number_of_supervisors():
    lines = bench("floor", "--agents", "4", "--supervisors", "1,2", "--refreshes", "2")
    assert [(line["agents"], line["supervisors"]) for line in lines] == [(4, 1), (4, 2)]
    assert all(0 < line["cpu_ms_each"] <= line["cpu_ms"] for line in lines)


@needs_a_database
def test_fanout_reaches_every_socket():
    (line,) = bench("fanout", "--sockets", "5", "--events", "3")
    assert (line["sockets"], line["events"]) == (5, 3)
    assert 0 < line["limit_p50_ms"] <= line["limit_p99_ms"]


@pytest.mark.proof
@needs_a_database
def test_the_thread_ends_on_a_screen():
    (line,) = bench("thread", "--posts", "2")
    assert (line["what"], line["posts"]) == ("thread", 2)


@pytest.mark.proof
@needs_a_database
def test_the_scratch_is_gone_afterwards():
    with scratch_database() as name:
        assert name.endswith("_bench")
    with pytest.raises(psycopg2.OperationalError, match="does not exist"):
        connected(name)


@needs_a_database
def test_a_database_that_is_not_ours_is_left_alone():
    configured = str(connection.settings_dict["NAME"])
    name = f"{configured}_bench"
    make(name, beside=configured)
    with connected(name) as theirs, theirs.cursor() as cursor:
        cursor.execute(f'COMMENT ON DATABASE "{name}" IS NULL')
    theirs.close()
    with pytest.raises(NotOurs, match=name), scratch_database():
        pass
    assert connection.settings_dict["NAME"] == configured
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


def test_a_percentile_is_a_value_that_was_measured():
    assert [percentile([4, 1, 3, 2], percent) for percent in (0, 50, 95, 100)] == [1, 2, 4, 4]
    assert (short(1234.5), short(0.0012345)) == (1230, 0.00123)


def test_people_read_a_table():
    table = as_table([Figures("claim", {"backlog": 10}, [1.0, 2.0], 50, 100)]).splitlines()
    assert table[0].split() == [
        "what",
        "p50_ms",
        "p95_ms",
        "p99_ms",
        "per_second",
        "limit_per_second",
        "ratio_to_limit",
    ]
    assert table[1].split() == ["claim", "(backlog", "10)", "1", "2", "2", "50", "100", "0.5"]
