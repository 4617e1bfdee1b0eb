"""What the telephone is doing, in the agent's words, and what there is to do about it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from calls.queries.desk import Legs
from telephony.states import ENDED_LEGS, LegState

CITIZEN = {
    LegState.PLANNED: _("Rung as soon as you are on the line"),
    LegState.SUBMITTING: _("Dialling"),
    LegState.UNKNOWN: _("Dialling – waiting for the telephone company"),
    LegState.DIALLING: _("Dialling"),
    LegState.RINGING: _("Ringing"),
    LegState.ANSWERED: _("In conversation"),
    LegState.COMPLETED: _("Hung up"),
    LegState.BUSY: _("Busy"),
    LegState.NO_ANSWER: _("No answer"),
    LegState.FAILED: _("Not connected"),
    LegState.CANCELLED: _("Not rung"),
}
AGENT = {
    LegState.PLANNED: _("Connecting"),
    LegState.SUBMITTING: _("Connecting"),
    LegState.UNKNOWN: _("Connecting – waiting for the telephone company"),
    LegState.DIALLING: _("Connecting"),
    LegState.RINGING: _("Your telephone rings: pick up"),
    LegState.ANSWERED: _("On the line"),
    LegState.COMPLETED: _("Hung up"),
    LegState.BUSY: _("Busy"),
    LegState.NO_ANSWER: _("Not picked up"),
    LegState.FAILED: _("Not connected"),
    LegState.CANCELLED: _("Not connected"),
}
NEXT = {
    LegState.BUSY: _("Nobody spoke to you. Save “busy”: the call comes back by itself."),
    LegState.NO_ANSWER: _(
        "Nobody picked up. Save “no answer”: the call comes back by itself, at another hour."
    ),
    LegState.FAILED: _(
        "The call did not go through. If the number does not work, say so: the field team takes over."
    ),
    LegState.CANCELLED: _("You hung up before the telephone rang. Choose how the call ended."),
}
COLOUR = {
    LegState.SUBMITTING: "dialling",
    LegState.UNKNOWN: "dialling",
    LegState.DIALLING: "dialling",
    LegState.RINGING: "dialling",
    LegState.ANSWERED: "talking",
}


@dataclass(frozen=True)
class Told:
    """One line as the panel shows it: a sentence, and the state whose colour it takes."""

    words: str | Promise
    colour: str


def citizen_line(legs: Legs) -> Told:
    """The citizen's line."""
    state = LegState(legs.citizen.state)
    if legs.citizen.is_machine:
        return Told(pgettext_lazy("who picked up", "Voicemail"), "paused")
    if legs.citizen.is_held and state == LegState.ANSWERED:
        return Told(_("On hold – hears music"), "paused")
    return Told(CITIZEN[state], COLOUR.get(state, "offline"))


def agent_line(legs: Legs) -> Told:
    """The agent's own line."""
    state = LegState(legs.agent.state)
    if legs.agent.is_muted and state == LegState.ANSWERED:
        return Told(_("Muted – nobody hears you"), "paused")
    return Told(AGENT[state], COLOUR.get(state, "offline"))


def advice(legs: Legs) -> str | Promise:
    """What to do now, where it is not plain: while it rings, and when nobody was reached. Else empty."""
    citizen = LegState(legs.citizen.state)
    if legs.citizen.is_machine:
        return _(
            "A voicemail picked up, so we hung up and said nothing. Save “voicemail”: the call comes back by itself."
        )
    if legs.attempt.answered_at:
        return ""
    if citizen in ENDED_LEGS:
        return NEXT.get(citizen, "")
    if legs.attempt.hung_up_at:
        return _("You hung up before anybody answered. Choose how the call ended.")
    if legs.agent.state != LegState.ANSWERED:
        return _("Your own line comes first, so that nobody picks up and hears silence.")
    return _("Stay on the line. Read the opening meanwhile.")


@dataclass(frozen=True)
class Panel:
    """The telephone beside the script, in words."""

    citizen: Told
    agent: Told
    advice: str | Promise


def panel_of(legs: Legs) -> Panel:
    """Both lines and what there is to do."""
    return Panel(citizen_line(legs), agent_line(legs), advice(legs))
