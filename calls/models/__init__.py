"""What the call centre keeps: campaigns, calls we owe, and the attempts to make them."""

from calls.models.attempts import Attempt, NumberUnderWay
from calls.models.calls import Call, Lane
from calls.models.campaigns import AttemptsPolicy, CallTexts, Campaign, Disposition, PolicyRule, WrapUpSet

__all__ = [
    "Attempt",
    "AttemptsPolicy",
    "Call",
    "CallTexts",
    "Campaign",
    "Disposition",
    "Lane",
    "NumberUnderWay",
    "PolicyRule",
    "WrapUpSet",
]
