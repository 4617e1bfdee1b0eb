"""What the desk shows, to whom, and that each look at a person is written down."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from calls.commands.attempts.mark_heard import mark_heard
from calls.commands.attempts.return_unplaced_call import return_unplaced_call
from calls.commands.offers.accept_call import accept_call
from calls.commands.offers.offer_next_call import offer_next_call
from calls.commands.queue.cancel_call import cancel_call
from calls.models import Attempt
from calls.rules.ranking import rank_of
from journal.models import View
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.states import LegState
from tests.cast import amina
from tests.desk.scene import (
    address,
    at,
    given_before,
    offered,
    region_with_a_case,
    run_of,
    talking,
    wrapping_up,
)
from tests.factories import tracing
from tests.factories.calls import queued_call, ready_agent
from tests.roles import as_owner
from tests.telephony.company import leg_of, news_of, open_company, place_leg
from tracing.models import Case
from tracing.states import CaseState

pytestmark = pytest.mark.django_db

STAGES = pytest.mark.parametrize(
    ("reach", "name"), [(offered, "offer"), (talking, "conversation"), (wrapping_up, "wrap_up")]
)


@STAGES
def test_each_stage_that_shows_a_person_writes_one_view(reach, name):
    agent, _call = reach()
    shown = at(agent).get(address("stage"))
    assert f'data-ct-stage="{name}"' in shown.content.decode()
    assert [view.page for view in View.objects.all()] == [f"desk.{name}"]


@STAGES
def test_the_stage_already_shown_is_not_sent_again_and_nobody_was_seen(reach, name):
    agent, _call = reach()
    client = at(agent)
    key = client.get(address("stage")).context["stage"].key
    with as_owner():
        View.objects.all().delete()
    again = client.get(address("stage"), {"shown": key})
    assert (again.status_code, again.content) == (204, b"")
    assert not View.objects.exists()


def test_waiting_shows_nobody():
    agent, call = offered()
    client = at(agent)
    client.post(address("decline", call))
    with as_owner():
        View.objects.all().delete()
    assert 'data-ct-stage="waiting"' in client.get(address("stage")).content.decode()
    assert not View.objects.exists()


def test_an_offer_shows_no_family_name_and_no_telephone_number():
    agent, call = offered()
    shown = at(agent).get(address("stage")).content.decode()
    assert "Chloé" in shown
    assert "Lambert" not in shown
    assert call.phone not in shown


def test_a_page_of_the_desk_is_not_kept_by_the_browser():
    agent, _call = talking()
    assert "no-store" in at(agent).get(address("stage"))["Cache-Control"]


def test_the_status_bar_shows_no_person_and_writes_no_view():
    agent, _call = talking()
    shown = at(agent).get(address("status")).content.decode()
    assert "Chloé" not in shown
    assert not View.objects.exists()


@pytest.mark.parametrize("turns", [5, 30])
def test_the_desk_costs_the_same_however_much_was_answered(turns, django_assert_max_num_queries):
    agent, call = talking()
    given_before(run_of(call), turns)
    mark_heard(call)  # the first answer of an attempt writes down that somebody was heard
    client = at(agent)
    for queries, ask in [
        (17, lambda: client.get(address("stage"))),
        (9, lambda: client.get(address("status"))),
        (14, lambda: client.post(address("answer", call), {"path": "age", "value": "40", "revision": "99"})),
    ]:
        with django_assert_max_num_queries(queries):
            assert ask().status_code == 200


def test_a_contacts_card_shows_the_latest_end_of_all_cases_and_that_a_day_is_not_known():
    region = region_with_a_case()
    case = Case.objects.get()
    shortest = tracing.name(case, last_exposure_on=tracing.ago(5))
    longest = tracing.name(tracing.another_case(), last_exposure_on="")
    for case in Case.objects.all():
        case.move_to(CaseState.CLOSED)
        cancel_call(case.interviews.get().call)
    agent = ready_agent(agent=amina(region, screen_language="en"))
    call = offer_next_call(agent)
    accept_call(call, agent=agent, token=call.token)
    shown = at(agent).get(address("stage"), headers={"Accept-Language": "en"}).content.decode()
    assert f"{longest.quarantine_until:%d/%m/%Y}" in shown
    assert f"{shortest.quarantine_until:%d/%m/%Y}" not in shown
    assert "not known" in shown


VANISHED = "The telephone company did not place the last call. It comes back by itself; nothing was counted."


def test_whoever_waits_is_told_why_the_last_call_vanished():
    agent, call = offered()
    return_unplaced_call(accept_call(call, agent=agent, token=call.token))
    client = at(agent)
    shown = client.get(address("stage"))
    assert 'data-ct-stage="waiting"' in shown.content.decode()
    assert VANISHED in shown.content.decode()
    Attempt.objects.update(ended_at=timezone.now() - timedelta(minutes=10))
    assert VANISHED not in client.get(address("stage")).content.decode()


def test_whoever_is_offered_the_next_call_at_once_is_told_so_too():
    agent, call = offered()
    attempt = accept_call(call, agent=agent, token=call.token)
    queued_call(call.campaign)
    return_unplaced_call(attempt)
    shown = at(agent).get(address("stage")).content.decode()
    assert 'data-ct-stage="offer"' in shown
    assert VANISHED in shown


def test_closing_time_is_not_put_on_the_telephone_company(monkeypatch):
    open_company(monkeypatch)
    agent, call = offered()
    attempt = accept_call(call, agent=agent, token=call.token)
    apply_leg_news(news_of(attempt, "agent", LegState.ANSWERED))
    call.region.calling_hours.all().delete()
    place_leg(leg_of(attempt, "citizen").pk)
    shown = at(agent).get(address("stage")).content.decode()
    assert "may not be called at this hour" in shown
    assert VANISHED not in shown


@pytest.mark.parametrize("reach", [offered, talking, wrapping_up])
def test_nobody_else_is_told_of_a_failure(reach):
    agent, _call = reach()
    assert VANISHED not in at(agent).get(address("stage")).content.decode()


@pytest.mark.parametrize("reach", [offered, talking, wrapping_up])
def test_a_promise_is_shown_on_the_clock_of_the_region(reach):
    agent, call = reach()
    client = at(agent)
    assert "Promised for" not in client.get(address("stage")).content.decode()
    call.promised_for = datetime(2026, 11, 23, 13, 30, tzinfo=UTC)
    call.rank = rank_of(call.promised_for, 0, call.promised_for)
    call.save()
    shown = client.get(address("stage")).content.decode()
    assert "Promised for" in shown
    assert "14:30" in shown or "2:30" in shown


def test_an_attempt_that_did_not_count_is_not_shown_as_one():
    agent, _call = talking()
    Attempt.objects.update(number=4)
    assert "<dt>Attempt</dt><dd>1</dd>" in at(agent).get(address("stage")).content.decode()


def test_a_call_back_can_be_chosen_for_the_next_fortnight():
    agent, _call = wrapping_up()
    shown = at(agent).get(address("stage")).content.decode()
    today = timezone.localdate()
    last = timezone.localdate(timezone.now() + timedelta(days=14))
    assert f'min="{today:%Y-%m-%d}" max="{last:%Y-%m-%d}"' in shown
