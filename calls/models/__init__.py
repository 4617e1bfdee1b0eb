"""What the telephone side of the house keeps: campaigns, calls we owe, lines, messages, agents' presence."""

from calls.models.calls import Call, Lane
from calls.models.campaigns import AttemptsPolicy, Campaign, Disposition, PauseReason, PolicyRule, WrapUpSet
from calls.models.lines import Attempt, Leg, WebhookReceipt
from calls.models.messages import InboundMessage, Message, OptOut
from calls.models.presence import Presence, Spell

__all__ = [
    "Attempt",
    "AttemptsPolicy",
    "Call",
    "Campaign",
    "Disposition",
    "InboundMessage",
    "Lane",
    "Leg",
    "Message",
    "OptOut",
    "PauseReason",
    "PolicyRule",
    "Presence",
    "Spell",
    "WebhookReceipt",
    "WrapUpSet",
]
