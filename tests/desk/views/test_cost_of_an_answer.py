"""An agent saves an answer every few seconds: what it asks of the database is counted, so that it cannot creep up."""

import re

import pytest
from django.db import connection, transaction

from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.models import Attempt
from tests.desk.scene import AGE, address, at, at_age, given_before, run_of, talking

# Not inside the transaction of a test: there every `atomic` would be a savepoint, and counted.
pytestmark = pytest.mark.django_db(transaction=True)

OF_SIGNING_IN = [("SELECT", "django_session"), ("SELECT", "accounts_user")]
AN_ANSWER = [
    *OF_SIGNING_IN,
    ("SELECT", "calls_call"),  # with its run and region
    ("SELECT", "scenarios_run"),  # the lock
    ("SELECT", "scenarios_answer"),
    ("SELECT", "scenarios_repeatinstance"),
    ("UPDATE", "scenarios_run"),
    ("INSERT", "scenarios_answer"),
]


class Statements(list):
    """Everything sent to the database, as Django's execute_wrapper sees it; `kinds` are (verb, table)."""

    def __call__(self, execute, sql, params, many, context):
        self.append(sql)
        return execute(sql, params, many, context)

    @property
    def kinds(self):
        return [re.match(r'(\w+)[^"]*"(\w+)"', sql).groups() for sql in self]


def answered(agent, call, path, value, revision=1):
    """The statements of one answer, given by somebody whose process has drawn the page before."""
    client, sent = at(agent), Statements()
    client.post(address("script", call), {"page": 1})
    with connection.execute_wrapper(sent):
        drawn = client.post(address("answer", call), {"path": path, "value": value, "revision": revision})
    assert drawn.status_code == 200
    return sent


def heard(call):
    attempt = Attempt.objects.get(call=call)
    attempt.legs.filter(role="citizen").update(heard_at=attempt.answered_at)


def test_an_answer_costs_six_statements_beside_signing_in():
    agent, call = at_age()
    heard(call)
    assert answered(agent, call, AGE, "41").kinds == AN_ANSWER


def test_the_first_one_writes_down_that_somebody_was_heard():
    agent, call = at_age()
    marked = ("UPDATE", "telephony_leg")
    assert answered(agent, call, AGE, "41").kinds == [*AN_ANSWER, marked]


def test_it_costs_the_same_however_much_was_said():
    agent, call = talking()
    heard(call)
    given_before(run_of(call), 7)
    revision = run_of(call).revision
    assert answered(agent, call, AGE, "41", revision).kinds == AN_ANSWER


def test_a_wrap_up_draws_the_ways_of_ending_a_call_as_well():
    agent, call = at_age()
    heard(call)
    with transaction.atomic():
        start_wrap_up(Attempt.objects.get(call=call))
    ways = ["calls_attempt", "calls_campaign", "calls_wrapupset", "calls_disposition"]
    assert answered(agent, call, AGE, "41").kinds == [*AN_ANSWER, *(("SELECT", table) for table in ways)]


def test_workbook_and_form_of_a_version_stay_in_the_database():
    agent, call = at_age()
    sent = " ".join(answered(agent, call, AGE, "41"))
    assert not [column for column in ("workbook", "form", "problems") if f'"{column}"' in sent]
