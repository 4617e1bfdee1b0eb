"""Owing somebody a call."""

import pytest

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
