"""What the call centre keeps: campaigns, calls we owe, and the attempts to make them."""

from calls.models.attempts import Attempt, NumberUnderWay
from calls.models.calls import Call, Lane
from calls.models.campaigns import AttemptsPolicy, Campaign, Disposition, PolicyRule, WrapUpSet

__all__ = [
    "Attempt",
    "AttemptsPolicy",
    "Call",
    "Campaign",
    "Disposition",
    "Lane",
    "NumberUnderWay",
    "PolicyRule",
    "WrapUpSet",
]
