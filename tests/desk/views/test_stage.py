"""What the desk shows, to whom, and that each look at a person is written down."""

import pytest

from calls.commands.accept_call import accept_call
from calls.commands.cancel_call import cancel_call
from calls.commands.mark_heard import mark_heard
from calls.commands.offer_next_call import offer_next_call
from journal.models import View
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
from tests.factories.calls import ready_agent
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
    View.objects.all().delete()
    again = client.get(address("stage"), {"shown": key})
    assert (again.status_code, again.content) == (204, b"")
    assert not View.objects.exists()


def test_waiting_shows_nobody():
    agent, call = offered()
    client = at(agent)
    client.post(address("decline", call))
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
