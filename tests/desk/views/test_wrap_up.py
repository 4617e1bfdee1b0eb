"""How the call ended: what is refused is told by a sentence, and changes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from calls.queries.at_work import doing
from calls.states import CallState
from tests.desk.scene import address, at, given_before, run_of, talking, wrapping_up
from tests.factories.calls import pause_reason
from workforce.library import DECLINED_OFFER
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def moment(**ahead):
    """The fields for a moment from now, at the region's place."""
    then = timezone.localtime(timezone.now() + timedelta(**ahead))
    return {"call_back_on": f"{then:%Y-%m-%d}", "call_back_time": f"{then:%H:%M}"}


def assert_nothing_changed(agent, call):
    call.refresh_from_db()
    assert call.state == CallState.WRAP_UP
    assert call.attempts.get().ended_at is None
    assert run_of(call).state == "open"
    assert doing(agent).state == AgentState.WRAP_UP


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"disposition": "completed"}, "The person was not identified"),
        ({}, "Choose how the call ended"),
        ({"disposition": "no such"}, "Choose how the call ended"),
        ({"disposition": "call_back"}, "Choose the date and the time"),
        ({"disposition": "call_back", "call_back_on": "abc", "call_back_time": "x"}, "Choose the date and"),
        ({"disposition": "call_back", **moment(hours=-1)}, "that is still to come, within the next 14 days"),
        ({"disposition": "refused", "pause_after": "on"}, "Choose a reason for the pause"),
        (
            {"disposition": "refused", "pause_after": "on", "pause_reason": "no such"},
            "Choose a reason for the pause",
        ),
    ],
)
def test_what_cannot_be_saved_is_told_and_changes_nothing(sent, sentence):
    agent, call = wrapping_up()
    answer = at(agent).post(address("wrap_up", call), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert_nothing_changed(agent, call)


def test_a_script_with_questions_left_names_them_and_completes_nothing():
    agent, call = wrapping_up()
    given_before(run_of(call), 0)
    answer = at(agent).post(address("wrap_up", call), {"disposition": "completed"})
    assert answer.status_code == 422
    assert "1 answer is missing or no longer fits: Quel âge avez-vous ?" in answer.content.decode()
    assert_nothing_changed(agent, call)


def test_a_conversation_is_not_wrapped_up_while_it_lasts():
    agent, call = talking()
    answer = at(agent).post(address("wrap_up", call), {"disposition": "refused"})
    assert answer.status_code == 409
    call.refresh_from_db()
    assert call.state == CallState.TALKING


def test_an_agreed_time_makes_the_call_wait_for_it():
    agent, call = wrapping_up()
    agreed = timezone.localtime(timezone.now() + timedelta(days=2)).replace(hour=12, second=0, microsecond=0)
    sent = {
        "disposition": "call_back",
        "call_back_on": f"{agreed:%Y-%m-%d}",
        "call_back_time": f"{agreed:%H:%M}",
    }
    assert at(agent).post(address("wrap_up", call), sent).status_code == 200
    call.refresh_from_db()
    assert (call.state, call.due_at) == (CallState.WAITING, agreed)


def test_a_complete_script_closes_the_call_and_frees_the_agent():
    agent, call = wrapping_up()
    given_before(run_of(call), 0)
    client = at(agent)
    client.post(address("answer", call), {"path": "age", "value": "40", "revision": "1"})
    drawn = client.post(address("wrap_up", call), {"disposition": "completed", "notes": "went well"})
    assert 'data-ct-stage="waiting"' in drawn.content.decode()
    assert drawn["HX-Trigger"] == "desk.moved"
    call.refresh_from_db()
    assert call.state == CallState.DONE
    assert call.attempts.get().notes == "went well"
    assert doing(agent).state == AgentState.READY


def reasons_offered(page):
    """The codes of the pauses that can be chosen beside the tick."""
    return html.fromstring(page).xpath("//select[@name='pause_reason']/option/@value")


def test_the_pauses_of_this_house_are_offered_the_first_as_default_and_the_chosen_one_begins():
    agent, call = wrapping_up()
    for order, code in enumerate(["prayer", "lunch"]):
        pause_reason(code, region=agent.region, order=order)
    pause_reason(DECLINED_OFFER, region=agent.region, is_system=True)
    assert reasons_offered(at(agent).get(address("desk")).content) == ["prayer", "lunch"]
    sent = {"disposition": "refused", "pause_after": "on", "pause_reason": "lunch"}
    assert at(agent).post(address("wrap_up", call), sent).status_code == 200
    presence = doing(agent)
    assert (presence.state, presence.reason.code) == (AgentState.PAUSED, "lunch")


def test_a_reason_without_the_tick_is_no_pause():
    agent, call = wrapping_up()
    pause_reason("lunch", region=agent.region)
    at(agent).post(address("wrap_up", call), {"disposition": "refused", "pause_reason": "lunch"})
    assert doing(agent).state == AgentState.READY


def test_where_there_is_no_pause_to_choose_none_is_offered():
    agent, _call = wrapping_up()
    page = at(agent).get(address("desk")).content
    assert reasons_offered(page) == []
    assert b"pause_after" not in page
