"""What happens when an index case names somebody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from calls.models import Call
from calls.states import Purpose
from tests.cast import CHLOE, DARIO
from tests.factories import accounts, tracing
from tracing.commands.name_contact import name_contact
from tracing.models import Contact, Person
from tracing.refusals import IndexNamedThemself
from tracing.states import ContactState, Risk

pytestmark = pytest.mark.django_db
NOTIFICATIONS = {"campaign__purpose": Purpose.CONTACT_NOTIFICATION}


@pytest.fixture
def case():
    return tracing.case(tracing.region("1000"))


@pytest.fixture
def name(case):
    run, agent = tracing.run_about(case), accounts.agent(case.region)
    told = {"first_name": DARIO.first_name, "family_name": DARIO.family_name, "phone": DARIO.phone}

    def name(**more):
        return name_contact(run=run, by=agent, **told | {"last_exposure_on": ago(1)} | more)

    return name


def ago(days):
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def test_somebody_at_high_risk_is_owed_a_call_of_their_own(case, name):
    contact = name(language="nl", relation="colleague")
    call = Call.objects.get(**NOTIFICATIONS)
    assert (call.callee, call.phone, call.lane.language) == (contact.person.key, DARIO.phone, "nl")
    assert (contact.state, contact.region, contact.relation) == ("uninformed", case.region, "colleague")
    assert contact.interviews.get().call == call


def test_the_rule_of_the_exposure_date_ends_the_quarantine(name):
    contact = name(last_exposure_on=ago(3))
    assert contact.exposure_date == timezone.localdate() - timedelta(days=3)
    assert contact.quarantine_until == contact.exposure_date + timedelta(days=10)
    assert contact.rule.days == 10


@pytest.mark.parametrize("told", ["", "yesterday", "2999-01-01"])
def test_an_exposure_nobody_knows_counts_as_today(name, told):
    assert name(last_exposure_on=told).exposure_date == timezone.localdate()


def test_low_risk_is_written_down_and_not_called(name):
    contact = name(risk="low")
    assert (contact.state, contact.quarantine_until) == (ContactState.LOW_RISK, None)
    assert not Call.objects.filter(**NOTIFICATIONS).exists()


@pytest.mark.parametrize("phone", ["", "no idea", "12"])
def test_without_a_number_the_field_team_goes_there(name, phone):
    assert name(phone=phone).state == ContactState.NO_NUMBER


def test_named_twice_is_one_contact_with_the_latest_exposure(name):
    first = name(last_exposure_on=ago(2))
    second = name(first_name="DARIO", last_exposure_on=ago(1))
    third = name(last_exposure_on=ago(5))
    assert first == second == third
    assert third.exposure_date == timezone.localdate() - timedelta(days=1)
    assert Call.objects.filter(**NOTIFICATIONS).count() == 1


def test_named_again_at_high_risk_is_called_after_all(name):
    name(risk="low")
    contact = name()
    assert (contact.risk, contact.state) == (Risk.HIGH, ContactState.UNINFORMED)
    assert name(risk="low").state == ContactState.UNINFORMED


def test_named_again_with_a_number_is_called_after_all(name):
    name(phone="")
    assert name().state == ContactState.UNINFORMED
    assert Person.objects.count() == 2


def test_two_people_of_one_name_with_other_numbers_are_two_contacts(name):
    name()
    name(phone="0470 99 99 99")
    assert Contact.objects.count() == 2


def test_the_index_case_cannot_be_their_own_contact(name):
    themself = {"first_name": "chloe", "family_name": "LAMBERT", "phone": CHLOE.phone}
    with pytest.raises(IndexNamedThemself):
        name(**themself)
    with pytest.raises(IndexNamedThemself):
        name(**themself | {"phone": "", "birth_date": CHLOE.birth_date})


def test_somebody_named_by_two_cases_is_called_once(name):
    name()
    other = tracing.case(citizen=CHLOE, national_number="85073003328", first_name="Ann", birth_date=None)
    told = {"first_name": DARIO.first_name, "family_name": DARIO.family_name, "phone": DARIO.phone}
    name(birth_date=DARIO.birth_date)
    name_contact(
        run=tracing.run_about(other),
        by=accounts.agent(other.region),
        birth_date=DARIO.birth_date,
        **told,
    )
    assert Contact.objects.count() == 2
    assert Call.objects.filter(**NOTIFICATIONS).count() == 1


def test_a_housemate_lives_where_the_index_case_lives(name):
    assert name(same_household="yes").person.postcode == CHLOE.postcode
