import uuid

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from calls.models import Attempt, Call
from calls.queries.at_work import doing
from calls.states import CallState, Outcome
from journal.models import Entry
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.port import LegNews
from telephony.states import Fault, LegState
from tests.examples import examples
from tests.telephony.company import dialling_attempt, leg_of, news_of, submitted_attempt, talking_attempt
from workforce.states import AgentState

pytestmark = pytest.mark.django_db


def tell(attempt: Attempt, role: str, *states: LegState, **facts) -> str | None:
    strays = [apply_leg_news(news_of(attempt, role, state, **facts)) for state in states]
    attempt.refresh_from_db()
    return strays[-1]


def standing(attempt: Attempt) -> tuple:
    call, presence = Call.objects.get(pk=attempt.call_id), doing(attempt.agent)
    return call.state, presence.state


def announced(name: str) -> int:
    return Entry.objects.filter(name=name).count()


def test_the_citizen_is_rung_only_when_the_agent_is_on_the_line():
    attempt = dialling_attempt()
    attempt.legs.filter(role="agent").update(state=LegState.SUBMITTING)
    tell(attempt, "agent", LegState.RINGING)
    assert leg_of(attempt, "citizen").check_at is None
    tell(attempt, "agent", LegState.ANSWERED, LegState.ANSWERED)
    assert leg_of(attempt, "citizen").check_at is not None
    assert announced("telephony.leg_planned") == 1


def test_an_answer_begins_the_conversation():
    attempt = talking_attempt()
    assert standing(attempt) == (CallState.TALKING, AgentState.TALKING)
    assert attempt.answered_at is not None
    assert announced("calls.citizen_answered") == 1


def test_the_end_of_the_citizens_line_starts_the_wrap_up_and_hangs_up_the_agents():
    attempt = talking_attempt()
    tell(attempt, "citizen", LegState.COMPLETED, seconds=60)
    assert standing(attempt) == (CallState.WRAP_UP, AgentState.WRAP_UP)
    assert (attempt.hint, attempt.ended_at) == (Outcome.REACHED, None)
    assert leg_of(attempt, "agent").hang_up_wanted


@pytest.mark.parametrize(
    ("state", "facts", "hint"),
    [
        (LegState.BUSY, {}, Outcome.BUSY),
        (LegState.NO_ANSWER, {}, Outcome.NO_ANSWER),
        (LegState.FAILED, {"fault": Fault.WRONG_NUMBER}, Outcome.FAILED_NUMBER),
    ],
)
def test_the_lines_say_how_it_ended(state, facts, hint):
    attempt = submitted_attempt()
    tell(attempt, "agent", LegState.ANSWERED)
    tell(attempt, "citizen", state, **facts)
    assert attempt.hint == hint
    assert standing(attempt) == (CallState.WRAP_UP, AgentState.WRAP_UP)


def test_a_voicemail_is_nobody_answering():
    attempt = talking_attempt()
    tell(attempt, "citizen", None, is_machine=True)
    assert (attempt.hint, attempt.answered_at) == (Outcome.VOICEMAIL, None)
    assert leg_of(attempt, "citizen").hang_up_wanted
    assert standing(attempt) == (CallState.WRAP_UP, AgentState.WRAP_UP)


def test_a_second_line_for_the_same_leg_is_a_stray_until_it_is_over():
    attempt = submitted_attempt()
    tell(attempt, "agent", LegState.ANSWERED)
    tell(attempt, "citizen", LegState.RINGING)
    assert tell(attempt, "citizen", LegState.DIALLING, ref="CA-second") == "CA-second"
    assert tell(attempt, "citizen", LegState.ANSWERED, ref="CA-second") == "CA-second"
    assert tell(attempt, "citizen", LegState.COMPLETED, ref="CA-second") is None
    assert leg_of(attempt, "citizen").state == LegState.RINGING
    assert attempt.answered_at is None


def test_a_line_that_turns_up_after_its_leg_was_given_up_is_a_stray():
    attempt = submitted_attempt()
    tell(attempt, "citizen", LegState.FAILED, ref="", fault=Fault.LOST)
    assert tell(attempt, "citizen", LegState.RINGING) == "CA-C"


def test_news_about_a_leg_that_we_do_not_know_is_a_stray():
    unknown = LegNews(leg=uuid.uuid4(), ref="CA-X", state=LegState.RINGING)
    assert apply_leg_news(unknown) == "CA-X"


def test_a_citizen_whom_the_agent_stopped_ringing_was_not_reached():
    attempt = submitted_attempt()
    tell(attempt, "agent", LegState.ANSWERED)
    tell(attempt, "citizen", LegState.RINGING)
    attempt.legs.update(hang_up_wanted=True)
    tell(attempt, "citizen", LegState.COMPLETED, seconds=0)
    assert attempt.hint == Outcome.BROKEN_OFF


def test_late_news_after_the_wrap_up_changes_nothing_that_the_agent_decided():
    attempt = talking_attempt()
    tell(attempt, "citizen", LegState.COMPLETED, seconds=60)
    Attempt.objects.filter(pk=attempt.pk).update(
        outcome=Outcome.REACHED, ended_at=attempt.hung_up_at, hint=""
    )
    tell(attempt, "citizen", None, is_machine=True)
    assert (attempt.outcome, attempt.hint) == (Outcome.REACHED, "")
    assert attempt.answered_at is not None


def test_an_agent_whose_line_drops_in_conversation_wraps_up():
    attempt = talking_attempt()
    tell(attempt, "agent", LegState.COMPLETED)
    assert standing(attempt) == (CallState.WRAP_UP, AgentState.WRAP_UP)
    assert attempt.hint == Outcome.REACHED
    assert leg_of(attempt, "citizen").hang_up_wanted


# What the telephone company really sends for one conversation, in its order.
CONVERSATION = [
    ("agent", LegState.DIALLING, {}),
    ("agent", LegState.RINGING, {}),
    ("agent", LegState.ANSWERED, {}),
    ("citizen", LegState.DIALLING, {}),
    ("citizen", LegState.RINGING, {}),
    ("citizen", LegState.ANSWERED, {}),
    ("citizen", None, {}),
    ("citizen", LegState.COMPLETED, {"seconds": 61}),
    ("agent", LegState.COMPLETED, {"seconds": 75}),
]
VOICEMAIL = [
    *CONVERSATION[:6],
    ("citizen", None, {"is_machine": True}),
    ("citizen", LegState.COMPLETED, {"seconds": 3, "is_machine": True}),
    CONVERSATION[8],
]
BUSY = [*CONVERSATION[:5], ("citizen", LegState.BUSY, {}), CONVERSATION[8]]


@pytest.mark.parametrize(
    ("events", "hint", "end"),
    [
        (CONVERSATION, Outcome.REACHED, LegState.COMPLETED),
        (VOICEMAIL, Outcome.VOICEMAIL, LegState.COMPLETED),
        (BUSY, Outcome.BUSY, LegState.BUSY),
    ],
    ids=["conversation", "voicemail", "busy"],
)
@examples(8)
@given(data=st.data())
def test_the_same_news_in_any_order_and_any_number_ends_in_the_same_state(events, hint, end, data):
    repeats = data.draw(st.lists(st.sampled_from(events), max_size=6))
    shuffled = data.draw(st.permutations(events + repeats))
    with transaction.atomic():
        attempt = submitted_attempt()
        for role, state, facts in shuffled:
            assert tell(attempt, role, state, **facts) is None
        has_ended_once(attempt, hint, end)
        transaction.set_rollback(True)


def has_ended_once(attempt, hint, end):
    assert standing(attempt) == (CallState.WRAP_UP, AgentState.WRAP_UP)
    assert attempt.hint == hint
    assert (attempt.answered_at is not None) == (hint == Outcome.REACHED)
    assert attempt.hung_up_at is not None
    assert leg_of(attempt, "citizen").state == end
    assert leg_of(attempt, "agent").state == LegState.COMPLETED
    assert not attempt.legs.filter(check_at__isnull=False).exists()
    assert announced("calls.conversation_ended") == 1
