"""What the campaigns of a region share: the attempts policy, the SMS, the dispositions, the reasons for a pause."""

from typing import Any

from accounts.fields import in_language
from accounts.models import Region
from accounts.versions import Versioned
from calls.models import AttemptsPolicy, CallTexts, Disposition, PolicyRule, WrapUpSet
from journal.loading import Loading
from workforce.commands.give_system_pause import give_system_pause
from workforce.library import system_pauses
from workforce.models import PauseReason

FIRST = 1
"""The version that is ours. What a region has made of it since is its own: nothing is added to it."""


def load_policy(loading: Loading, region: Region, facts: dict[str, Any]) -> AttemptsPolicy:
    """How often somebody is tried again."""
    called = f'Region {region.code}, attempts policy "{facts["name"]}"'
    own = {"name": facts["name"], "max_attempts": facts["max_attempts"]}
    key = _version(AttemptsPolicy, region, facts["code"])
    policy, _is_new = loading.settle(AttemptsPolicy, key, own, called=called)
    for rule in facts["rule"] if policy.version == FIRST else ():
        key = {"policy": policy, "outcome": rule["outcome"]}
        loading.settle(PolicyRule, key, rule, called=f"{called}, after {rule['outcome']}")
    return policy


def load_texts(loading: Loading, region: Region, facts: dict[str, Any]) -> CallTexts:
    """The SMS that announce a call, and that say farewell after the last attempt."""
    own = {name: facts[name] for name in ("announcement", "farewell")}
    key = _version(CallTexts, region, "standard")
    return loading.settle(CallTexts, key, own, called=f"Region {region.code}, SMS")[0]


def load_pauses(loading: Loading, region: Region, pauses: list[dict[str, Any]]) -> None:
    """The reasons that agents choose from, in this order, and those that the system gives."""
    for order, facts in enumerate(pauses):
        own = {"order": order} | facts
        key = _version(PauseReason, region, facts["code"])
        loading.settle(PauseReason, key, own, called=f"Region {region.code}, pause {facts['code']}")
    for code in system_pauses():
        give_system_pause(region.pk, code)


def load_wrap_up_set(
    loading: Loading, region: Region, campaign: dict[str, Any], dispositions: list[dict[str, Any]]
) -> WrapUpSet:
    """The dispositions of one kind of call: the same keys everywhere, so that fingers learn them once.

    One whose key or code the set uses for something else is left out: it would change what a finger knows.
    """
    name = in_language(campaign["names"], "en")
    key = _version(WrapUpSet, region, campaign["code"])
    wrap_up_set, _is_new = loading.find_or_add(WrapUpSet, key, {"name": name})
    for facts in dispositions if wrap_up_set.version == FIRST else ():
        labels = facts["labels"].get(campaign["wrap_up"], facts["labels"])
        own = {"needs_conversation": False} | facts | {"labels": labels}
        disposition = {"wrap_up_set": wrap_up_set, "code": facts["code"]}
        called = f'Region {region.code}, disposition {facts["code"]} of "{name}"'
        loading.settle_unless_taken(Disposition, disposition, own, called=called)
    return wrap_up_set


def _version(rules: type[Versioned], region: Region, code: str) -> dict[str, Any]:
    """The key of the version of a rule that counts, also of one that the region has retired; else of the first."""
    latest = rules.objects.latest_of(region.pk, code)
    return {"region": region, "code": code, "version": latest.version if latest else FIRST}
