"""What the telephone panel says, for everything that two lines can do."""

import itertools

import pytest
from django.utils import timezone

from calls.models import Attempt
from calls.queries.desk import Legs
from desk.line_words import advice, agent_line, citizen_line, panel_of
from telephony.models import Leg
from telephony.states import LegState


def lines(agent=LegState.ANSWERED, citizen=LegState.PLANNED, *, attempt=None, **leg):
    return Legs(Attempt(**attempt or {}), Leg(state=agent), Leg(state=citizen, **leg))


@pytest.mark.parametrize(("agent", "citizen"), list(itertools.product(LegState, LegState)))
def test_every_pair_of_states_has_words(agent, citizen):
    panel = panel_of(lines(agent, citizen))
    assert str(panel.agent.words)
    assert str(panel.citizen.words)


@pytest.mark.parametrize("citizen", [LegState.BUSY, LegState.NO_ANSWER, LegState.FAILED, LegState.CANCELLED])
def test_whoever_was_not_reached_leaves_something_to_do(citizen):
    assert str(advice(lines(LegState.COMPLETED, citizen, attempt={"hung_up_at": timezone.now()})))


def test_a_conversation_needs_no_advice():
    assert advice(lines(citizen=LegState.ANSWERED, attempt={"answered_at": timezone.now()})) == ""


def test_a_voicemail_is_no_conversation():
    told = lines(citizen=LegState.ANSWERED, is_machine=True)
    assert str(citizen_line(told).words) == "Voicemail"
    assert "voicemail" in str(advice(told))


def test_mute_and_hold_are_said():
    held = lines(citizen=LegState.ANSWERED, is_held=True)
    held.agent.is_muted = True
    assert "hold" in str(citizen_line(held).words)
    assert "Muted" in str(agent_line(held).words)


def test_the_agents_own_line_comes_first():
    assert "own line" in str(advice(lines(agent=LegState.RINGING)))
