"""The contact of one person in one case."""

from datetime import date, timedelta

import pytest

from calls.states import Step
from tests.cast import DARIO
from tests.factories import tracing
from tracing.commands.file_contact import file_contact
from tracing.commands.register_person import register_person
from tracing.models import QuarantineRule
from tracing.states import ContactState, Risk

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def before(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def file(case, agent):
    person = register_person(tracing.particulars(DARIO), region=case.region)

    def file(exposed_on, *, named_on=TODAY, risk=Risk.HIGH, relation=""):
        told = {"exposed_on": exposed_on, "named_on": named_on, "risk": risk, "relation": relation}
        return file_contact(case, person, by=agent, **told)

    return file


def test_the_rule_of_the_exposure_date_ends_the_quarantine(file):
    contact = file(before(3))
    assert (contact.exposure_date, contact.quarantine_until) == (before(3), before(3) + timedelta(days=10))
    assert contact.rule.days == 10


def test_a_day_nobody_knows_is_unknown_and_counts_from_the_day_of_naming(file):
    contact = file(None)
    assert (contact.exposure_date, contact.quarantine_until) == (None, TODAY + timedelta(days=10))


@pytest.mark.parametrize(
    ("first", "again", "kept"),
    [
        (before(2), before(1), before(1)),
        (before(1), before(5), before(1)),
        (before(2), None, None),
        (None, before(2), None),
        (TODAY, None, TODAY),
        (None, TODAY, TODAY),
    ],
)
def test_named_twice_is_one_contact_with_the_later_end(file, first, again, kept):
    one, other = file(first), file(again)
    assert one == other
    assert (other.exposure_date, other.quarantine_until) == (kept, (kept or TODAY) + timedelta(days=10))


def test_an_end_never_moves_back(file, case):
    QuarantineRule.objects.create(disease=case.disease, days=2, valid_from=before(2), source="the tests")
    longest = file(before(3))
    assert file(before(1)).quarantine_until == longest.quarantine_until


def test_low_risk_keeps_nobody_at_home(file):
    contact = file(before(1), risk=Risk.LOW)
    assert (contact.state, contact.quarantine_until) == (ContactState.LOW_RISK, None)


@pytest.mark.parametrize("day", [before(4), None])
def test_named_again_at_high_risk_has_to_be_informed(file, day):
    file(day, risk=Risk.LOW)
    contact = file(before(5))
    assert (contact.state, contact.risk, contact.exposure_date) == ("uninformed", Risk.HIGH, day)
    assert contact.quarantine_until >= before(4) + timedelta(days=10)
    assert file(before(1), risk=Risk.LOW).risk == Risk.HIGH


@pytest.mark.parametrize(
    ("again", "state"), [(1, ContactState.UNINFORMED), (3, ContactState.INFORMED), (5, ContactState.INFORMED)]
)
def test_who_was_told_an_earlier_end_has_to_be_told_again(case, talk, hang_up, notification, again, state):
    first = tracing.name(case, last_exposure_on=tracing.ago(3))
    hang_up(talk(notification()), Step.CLOSE)
    contact = tracing.name(case, last_exposure_on=tracing.ago(again))
    assert (contact.state, contact.told_until) == (state, first.quarantine_until)
    assert (contact.told_by == "") == (state == ContactState.UNINFORMED)
    assert (notification().state == "queued") == (state == ContactState.UNINFORMED)


def test_who_was_told_a_later_end_for_another_case_knows_enough(case, talk, hang_up, notification):
    contact = tracing.name(case, last_exposure_on=tracing.ago(5))
    hang_up(talk(notification()), Step.CLOSE)
    tracing.name(tracing.another_case(), last_exposure_on=tracing.ago(1))
    hang_up(talk(notification()), Step.CLOSE)
    again = tracing.name(case, last_exposure_on=tracing.ago(3))
    assert (again, again.state) == (contact, ContactState.INFORMED)


def test_a_long_relation_is_cut(file):
    assert file(None, relation="x" * 100).relation == "x" * 40
