"""The floor: who may stand on it, and that it ends at the region's border."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from tests.cast import amina, bruno, eve
from tests.factories.accounts import region, user
from tests.factories.calls import campaign, queued_call, ready_agent
from workforce.models import Presence

pytestmark = pytest.mark.django_db

PIECES = ("floor", "agents", "queue", "figures")


def signed_in(user):
    client = Client(headers={"HX-Request": "true"})
    client.force_login(user)
    return client


def lower(client, agent):
    return client.post(reverse("supervision:lower_hand", args=[agent.pk]))


def hand_of(agent):
    return Presence.objects.get(agent=agent).hand_raised_at


@pytest.mark.parametrize("role", list(Role))
def test_only_supervisors_and_administrators_stand_on_the_floor(role):
    client = signed_in(user(role))
    expected = 200 if role in (Role.SUPERVISOR, Role.ADMINISTRATOR) else 403
    assert {client.get(reverse(f"supervision:{piece}")).status_code for piece in PIECES} == {expected}


def test_who_is_signed_out_sees_no_floor():
    for piece in PIECES:
        assert Client().get(reverse(f"supervision:{piece}"))["Location"].startswith("/login/")


def test_the_floor_shows_the_own_region_and_nothing_of_another():
    home = region()
    ready_agent(agent=amina(home))
    ready_agent(agent=eve())
    queued_call(campaign(home, names={"en": "Ours"}))
    queued_call(campaign(names={"en": "Theirs"}))
    shown = signed_in(bruno(home)).get(reverse("supervision:floor")).content.decode()
    assert "Amina Haddad" in shown
    assert "Ours" in shown
    assert "Eve Storm" not in shown
    assert "Theirs" not in shown


def test_a_supervisor_answers_a_raised_hand():
    home = region()
    agent = ready_agent(agent=amina(home), hand_raised_at=timezone.now())
    answer = lower(signed_in(bruno(home)), agent)
    assert answer.status_code == 200
    assert "table__row--attention" not in answer.content.decode()
    assert hand_of(agent) is None


def test_a_hand_of_another_region_is_out_of_reach():
    agent = ready_agent(agent=eve(), hand_raised_at=timezone.now())
    assert lower(signed_in(bruno(region())), agent).status_code == 404
    assert hand_of(agent) is not None


def test_an_agent_lowers_nobodys_hand_on_the_floor():
    agent = ready_agent(agent=amina(), hand_raised_at=timezone.now())
    assert lower(signed_in(agent), agent).status_code == 403
    assert hand_of(agent) is not None


def test_the_floor_shows_no_citizen():
    call = queued_call(campaign(region()))
    shown = signed_in(bruno(call.region)).get(reverse("supervision:floor")).content.decode()
    assert call.phone not in shown
    assert str(call.subject) not in shown
