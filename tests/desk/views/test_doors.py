"""Every address of the desk: for agents only, for the call on their own screen only, and for whole requests only."""

import uuid

import pytest
from django.test import Client

from calls.models import Attempt
from desk.urls import urlpatterns
from telephony.models import Leg
from tests.desk.scene import address, answers_of, at, offered, run_of, talking
from tests.factories.accounts import supervisor
from tests.factories.calls import offered_call

pytestmark = pytest.mark.django_db

READS = {"desk", "stage", "status", "phone"}
NAMES = [pattern.name for pattern in urlpatterns]
OF_A_CALL = [pattern.name for pattern in urlpatterns if "call_id" in str(pattern.pattern)]


def ask(client, name, call, **sent):
    """The address as its page would ask for it."""
    to = address(name, call if name in OF_A_CALL else None)
    return client.get(to, sent) if name in READS else client.post(to, sent)


def test_supervisors_are_told_that_the_desk_is_not_theirs():
    _agent, call = talking()
    client = at(supervisor(call.region))
    assert {name: ask(client, name, call).status_code for name in NAMES} == dict.fromkeys(NAMES, 403)


def test_who_is_signed_out_is_led_to_the_front_door():
    _agent, call = talking()
    for name in NAMES:
        page = ask(Client(), name, call)
        assert page.status_code == 302
        assert page["Location"].startswith("/login/")
        assert ask(Client(headers={"HX-Request": "true"}), name, call)["HX-Redirect"] == "/login/"


def test_a_call_on_somebody_elses_screen_is_out_of_reach():
    agent, _call = talking()
    theirs = offered_call()
    client = at(agent)
    for name in OF_A_CALL:
        answer = ask(client, name, theirs)
        assert answer.status_code == 409, name
        assert "This call has already moved on" in answer.content.decode()
        assert answer["HX-Retarget"] == "body"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"value": "yes", "revision": "0"},
        {"path": "is_them", "value": "yes"},
        {"path": "is_them", "value": "yes", "revision": "abc"},
        {"path": "is_them", "value": "yes", "revision": "-1"},
        {"path": "x" * 201, "value": "yes", "revision": "0"},
    ],
)
def test_half_an_answer_is_told_so_and_stores_nothing(sent):
    agent, call = talking()
    answer = at(agent).post(address("answer", call), sent)
    assert answer.status_code == 400
    assert "Reload the page and try again" in answer.content.decode()
    assert answers_of(call) == []


@pytest.mark.parametrize("page", ["", "abc", "-1", "1.5"])
def test_a_page_that_is_no_number_is_not_turned_to(page):
    agent, call = talking()
    answer = at(agent).post(address("script", call), {"page": page})
    assert answer.status_code == 400
    assert run_of(call).step == 0


@pytest.mark.parametrize("name", ["add_turn", "remove_turn"])
@pytest.mark.parametrize("sent", [{}, {"path": "people"}, {"path": "people", "key": "abc"}])
def test_a_turn_without_its_key_is_neither_opened_nor_removed(name, sent):
    agent, call = talking()
    assert at(agent).post(address(name, call), sent).status_code == 400
    assert not run_of(call).repeats.exists()


@pytest.mark.parametrize("token", [None, "", "abc"])
def test_an_offer_is_accepted_by_its_token_only(token):
    agent, call = offered()
    answer = at(agent).post(address("accept", call), {} if token is None else {"token": token})
    assert answer.status_code == 400
    assert not Attempt.objects.exists()
    assert not Leg.objects.exists()


def test_the_token_of_an_older_offer_accepts_nothing():
    agent, call = offered()
    answer = at(agent).post(address("accept", call), {"token": uuid.uuid4()})
    assert answer.status_code == 409
    assert "was not accepted in time" in answer.content.decode()
    assert not Attempt.objects.exists()


def test_a_language_that_is_none_changes_nothing():
    agent, call = talking()
    at(agent).post(address("language", call), {"language": "klingon"})
    assert run_of(call).language == "fr"


def test_a_pause_without_a_reason_is_told_so():
    agent, _call = offered()
    answer = at(agent).post(address("pause"), {"reason": "no such"})
    assert answer.status_code == 422
    assert "Choose a reason" in answer.content.decode()
