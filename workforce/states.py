"""Whether agents are at work, and what they may be seen doing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgentState(models.TextChoices):
    """What an agent is doing, as the floor sees it and as their time is counted.

    Three of them are the agent's own (PRESENT); the other four follow from the call that they hold.
    """

    OFFLINE = "offline", _("Offline")
    READY = "ready", _("Ready")
    RESERVED = "reserved", _("Call offered")
    DIALLING = "dialling", _("Dialling")
    TALKING = "talking", _("In conversation")
    WRAP_UP = "wrap_up", _("Wrap-up")
    PAUSED = "paused", _("Paused")


PRESENT = (AgentState.OFFLINE, AgentState.READY, AgentState.PAUSED)
PRESENCE_COMES_FROM = {
    AgentState.OFFLINE: {AgentState.READY, AgentState.PAUSED},
    # Ready again: a call has left their screen, and they wait for the next from now on.
    AgentState.READY: {AgentState.OFFLINE, AgentState.PAUSED, AgentState.READY},
    AgentState.PAUSED: {AgentState.PAUSED, AgentState.READY, AgentState.OFFLINE},
}
