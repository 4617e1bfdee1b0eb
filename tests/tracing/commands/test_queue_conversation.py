"""Owing somebody a call."""

import pytest

from calls.models import Call
from calls.states import CallState
from tests.factories import tracing
from tracing.commands.queue_conversation import queue_conversation
from tracing.models import Interview
from tracing.states import CaseState

pytestmark = pytest.mark.django_db


def test_somebody_who_is_owed_a_call_is_not_called_twice(case):
    assert queue_conversation(case).call == Interview.objects.get().call


def test_the_conversation_is_about_the_newest_reason(case):
    case.move_to(CaseState.COMPLETED)
    newer = tracing.case(case.region)
    assert Interview.objects.get().case == newer


def test_without_campaign_the_telephone_cannot_do_it(case):
    case.region.campaigns.update(disease="another")
    assert queue_conversation(case) is None


def test_another_diseases_campaign_calls_nobody(case):
    measles = tracing.case(case.region, disease=tracing.disease("measles"))
    assert measles.state == CaseState.WITH_FIELD_TEAM
    assert not measles.interviews.exists()
    assert Call.objects.get() == case.interviews.get().call


def test_a_campaign_that_is_off_holds_its_calls_until_it_is_on_again():
    region = tracing.region("1000")
    region.campaigns.update(is_on=False)
    case = tracing.case(region)
    assert (case.state, case.interviews.get().call.state) == (CaseState.NEW, CallState.QUEUED)
