"""What a load of a data set adds, and what it says about the rest."""

from datetime import date

import pytest
from django.db import IntegrityError

from accounts.models import Region
from calls.models import Disposition, PolicyRule
from journal.loading import Loading
from telephony.models import CallingHours
from tests.factories import accounts, calls, tracing
from tracing.models import QuarantineRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def loading():
    return Loading()


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize("growth", [1, 1.0, "1.00", "1"])
def test_a_number_is_the_same_however_it_is_written(loading, growth):
    rule = calls.policy().rules.first()
    loading.compare(fresh(rule), {"growth": growth, "max_tries": str(rule.max_tries)}, called="Rule")
    assert loading.differences == []


def test_a_day_is_the_same_as_its_text(loading):
    rule = fresh(tracing.disease().quarantine_rules.get())
    loading.compare(rule, {"valid_from": "2020-01-01"}, called="Rule")
    loading.compare(rule, {"valid_from": date(2020, 1, 2)}, called="Rule")
    assert loading.differences == [
        'Rule, valid from: the database has "2020-01-01", the data set has "2020-01-02"; left as it is.'
    ]


def test_no_is_not_nothing_and_a_last_day_is_not_none(loading):
    rule = tracing.disease().quarantine_rules.get()
    QuarantineRule.objects.update(valid_until=date(2026, 1, 1))
    loading.compare(fresh(rule), {"valid_until": None}, called="Rule")
    disposition = calls.wrap_up_set().dispositions.first()
    loading.compare(fresh(disposition), {"needs_conversation": False}, called="Disposition")
    assert loading.differences == [
        'Rule, valid until: the database has "2026-01-01", the data set has nothing; left as it is.',
        'Disposition, needs conversation: the database has "yes", the data set has "no"; left as it is.',
    ]


def test_the_order_of_languages_counts(loading):
    region = fresh(accounts.region(languages=("fr", "nl")))
    loading.compare(region, {"languages": ["fr", "nl"]}, called="Region")
    assert loading.differences == []
    loading.compare(region, {"languages": ["nl", "fr"]}, called="Region")
    assert len(loading.differences) == 1


def test_texts_are_compared_language_by_language(loading):
    region = fresh(accounts.region(names={"fr": "Un", "nl": "Een"}))
    loading.compare(region, {"names": {"nl": "Een", "fr": "Une", "en": "One"}}, called="Region")
    assert loading.differences == [
        'Region, names (en): the database has nothing, the data set has "One"; left as it is.',
        'Region, names (fr): the database has "Un", the data set has "Une"; left as it is.',
    ]


def test_the_same_difference_twice_is_one_line(loading):
    region = accounts.region()
    for _time in range(2):
        loading.compare(region, {"caller_id": "+3222000000"}, called="Region")
    assert len(loading.differences) == 1


def test_a_row_that_is_there_is_neither_changed_nor_counted(loading):
    region = accounts.region(code="BX", sms_sender="8822")
    row, is_new = loading.settle(Region, {"code": "BX"}, {"sms_sender": "8811"}, called="Region BX")
    assert (row, is_new, row.sms_sender) == (region, False, "8822")
    assert str(loading) == "Added 0 rows, 1 differs"


def test_a_row_that_is_missing_is_made_and_counted(loading):
    facts = {"names": {"en": "One"}, "languages": ["en"], "time_zone": "Europe/Brussels"}
    assert loading.settle(Region, {"code": "BX"}, facts, called="Region BX")[1]
    assert str(loading) == "Added 1 row, 0 differ"


def test_what_another_row_holds_is_said_and_the_transaction_goes_on(loading):
    held = calls.wrap_up_set().dispositions.get(code="busy")
    facts = {"key": held.key, "labels": {}, "outcome": "busy", "step": "retry"}
    key = {"wrap_up_set": held.wrap_up_set, "code": "engaged"}
    assert loading.settle_unless_taken(Disposition, key, facts, called="Engaged") is None
    assert loading.differences == [f'Engaged: key "{held.key}" is taken by another; not added.']
    assert Disposition.objects.filter(code="engaged").count() == 0


def test_what_the_database_refuses_for_another_reason_is_a_mistake_of_the_data_set(loading):
    key = {"region": accounts.region(is_open=False), "day": 0, "valid_from": date(2026, 1, 1)}
    with pytest.raises(IntegrityError, match="hours_open_before_they_close"):
        loading.settle_unless_taken(CallingHours, key, {"opens": "20:00", "closes": "08:00"}, called="Hours")
    assert PolicyRule.objects.count() == 0


def test_a_row_that_contains_the_name_of_a_constraint_is_not_said_to_be_taken(loading):
    key = {"wrap_up_set": calls.wrap_up_set(), "code": "one_disposition_per_key"}
    facts = {"key": "z", "labels": {}, "outcome": "not_placed", "step": "retry"}
    with pytest.raises(IntegrityError, match="nobody_chooses_our_own_failure"):
        loading.settle_unless_taken(Disposition, key, facts, called="One of ours")
