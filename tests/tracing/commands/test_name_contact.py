"""What happens when an index case names somebody."""

import inspect
from datetime import timedelta

import pytest
from django.db import transaction

from calls.models import Call
from journal.models import Entry
from tests.at_once import at_once
from tests.cast import CHLOE, DARIO
from tests.factories import accounts, tracing
from tracing.commands.name_contact import name_contact
from tracing.models import Contact, Person
from tracing.queries.places import day_in
from tracing.refusals import ContactWithoutName, NameIsTooLong, OnlyACaseNamesContacts
from tracing.rules.lab_result import NAME_LENGTH
from tracing.states import ContactState, Risk

pytestmark = pytest.mark.django_db
FURTHEST = ["Pacific/Kiritimati", "Pacific/Pago_Pago"]  # never on the same day


@pytest.fixture
def name(case):
    return lambda **said: tracing.name(case, **said)


def owed():
    return Call.objects.filter(campaign__purpose="contact_notification")


def test_somebody_at_high_risk_is_owed_a_call_of_their_own(case, name):
    contact = name(language="nl", relation="colleague")
    call = owed().get()
    assert (call.subject, call.phone, call.lane.language) == (contact.person.key, DARIO.phone, "nl")
    assert (contact.state, contact.region, contact.relation) == ("uninformed", case.region, "colleague")
    assert contact.interviews.get().call == call


@pytest.mark.parametrize("said", ["", "yesterday", "2999-01-01", "2026-02-30"])
def test_an_exposure_nobody_knows_is_unknown(case, name, said):
    contact = name(last_exposure_on=said)
    latest_possible = day_in(case.region)
    assert (contact.exposure_date, contact.quarantine_until - latest_possible) == (None, timedelta(days=10))


@pytest.mark.parametrize("zone", FURTHEST)
def test_today_is_the_regions(case, name, zone):
    type(case.region).objects.update(time_zone=zone)
    case.region.refresh_from_db()
    here = day_in(case.region)
    assert name(last_exposure_on=here.isoformat()).exposure_date == here
    tomorrow = name(first_name="Ann", last_exposure_on=(here + timedelta(days=1)).isoformat())
    assert (tomorrow.exposure_date, tomorrow.quarantine_until) == (None, here + timedelta(days=10))


@pytest.mark.parametrize(
    ("risk", "kept"), [("", Risk.HIGH), ("high", Risk.HIGH), ("unknown", Risk.HIGH), ("low", Risk.LOW)]
)
def test_whatever_is_not_low_is_high_risk(name, risk, kept):
    assert name(risk=risk).risk == kept
    assert owed().exists() == (kept == Risk.HIGH)


@pytest.mark.parametrize("phone", ["", "no idea", "12"])
def test_without_a_number_the_field_team_goes_there(name, phone):
    assert name(phone=phone).state == ContactState.NO_NUMBER


def test_every_argument_may_be_blank_except_the_name(case, name):
    known = {"run", "by", "first_name"}
    blank = dict.fromkeys(inspect.signature(name_contact).parameters.keys() - known, "")
    contact = name(**blank, first_name="Ann")
    assert (contact.state, contact.person.family_name) == (ContactState.NO_NUMBER, "")
    assert contact.person.language == "fr"
    assert name(**blank | {"family_name": "Wils"}, first_name="").person.family_name == "Wils"
    with pytest.raises(ContactWithoutName):
        name(**blank, first_name=" ")


@pytest.mark.parametrize("part", ["first_name", "family_name"])
def test_a_name_that_does_not_fit_is_refused_by_its_limit(name, part):
    with pytest.raises(NameIsTooLong, match=str(NAME_LENGTH)):
        name(**{part: "x" * (NAME_LENGTH + 1)})
    assert getattr(name(**{part: f" {'x' * NAME_LENGTH} "}).person, part) == "x" * NAME_LENGTH


def test_what_cannot_be_printed_is_no_part_of_a_name(name):
    assert name(first_name="An\x00ne\nMarie").person.first_name == "Anne Marie"


@pytest.mark.parametrize(
    ("said", "kept"), [("", "fr"), ("de", "de"), ("NL", "nl"), ("ar", "fr"), ("dutch", "fr")]
)
def test_a_language_that_nobody_here_knows_is_the_conversations(name, said, kept):
    assert name(language=said).person.language == kept


def test_named_again_with_a_number_is_called_after_all(name):
    name(phone="")
    assert name().state == ContactState.UNINFORMED
    assert Person.objects.count() == 2


def test_each_move_of_somebody_named_is_announced_as_the_agents_doing(name, agent):
    name(phone="")
    name()
    moves = Entry.objects.filter(name="tracing.contact_changed").order_by("pk")
    assert [(entry.facts["state"], entry.actor) for entry in moves] == [
        ("no_number", agent),
        ("uninformed", agent),
    ]


def test_two_people_of_one_name_with_other_numbers_are_two_contacts(name):
    name()
    name(phone="0470 99 99 99")
    assert Contact.objects.count() == 2


def test_somebody_named_by_two_cases_is_called_once(name):
    name()
    tracing.name(tracing.another_case(), birth_date="")
    assert Contact.objects.count() == 2
    assert owed().count() == 1


def test_a_housemate_lives_where_the_index_case_lives(name):
    assert name(same_household="yes").person.postcode == CHLOE.postcode


def test_a_conversation_with_a_contact_names_nobody(contact, agent, talk, notification):
    run = talk(notification()).interview.run
    with pytest.raises(OnlyACaseNamesContacts):
        name_contact(run=run, by=agent, last_exposure_on="", first_name="Ann")


@pytest.mark.django_db(transaction=True)
def test_two_interviews_that_name_the_same_people_in_opposite_order_make_one_person_each():
    cases = [tracing.case(tracing.region("1000")), tracing.another_case()]
    runs, by = [tracing.run_about(case) for case in cases], accounts.agent(cases[0].region)
    people = [{"first_name": f"Ann {n}", "phone": f"047012345{n}"} for n in range(4)]
    before = set(Person.objects.values_list("pk", flat=True))

    def complete(interview):
        run, named = interview
        with transaction.atomic():
            for person in named:
                name_contact(run=run, by=by, last_exposure_on="", **person)

    at_once(complete, zip(runs, (people, people[::-1]), strict=True))

    made = Person.objects.exclude(pk__in=before)
    assert sorted(person.first_name for person in made) == [person["first_name"] for person in people]
    assert Contact.objects.filter(person__in=made).count() == 2 * len(people)
    assert owed().filter(subject__in=[person.key for person in made]).count() == len(people)
