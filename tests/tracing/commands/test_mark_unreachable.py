"""The telephone could not do it."""

import pytest

from calls.models import Call
from calls.states import Purpose
from tests.factories import calls, tracing
from tracing.commands.mark_unreachable import mark_unreachable
from tracing.models import Case, Contact
from tracing.states import ContactState

pytestmark = pytest.mark.django_db


def test_giving_up_hands_the_case_to_the_field_team_once(case, gave_up):
    call = case.interviews.get().call
    mark_unreachable(gave_up(call))
    mark_unreachable(gave_up(call))
    assert list(Case.objects.with_field_team()) == [case]


def test_the_last_attempt_in_vain_hands_the_contact_to_the_field_team(contact, gave_up):
    mark_unreachable(gave_up(Call.objects.get(campaign__purpose=Purpose.CONTACT_NOTIFICATION)))
    contact.refresh_from_db()
    assert contact.state == ContactState.UNREACHABLE


def test_a_call_about_nothing_of_ours_puts_nobody_on_the_list(case, gave_up):
    mark_unreachable(gave_up(calls.queued_call()))
    assert not Case.objects.with_field_team().exists()


def test_what_was_named_while_it_rang_goes_to_the_list_too(case, contact, talk, notification, gave_up):
    call = talk(notification())
    tracing.name(tracing.another_case())
    mark_unreachable(gave_up(call))
    assert {each.state for each in Contact.objects.all()} == {ContactState.UNREACHABLE}
