"""What the campaigns of a region share: the attempts policy, the SMS, the dispositions, the reasons for a pause."""

from typing import Any

from accounts.fields import in_language
from accounts.models import Region
from calls.models import AttemptsPolicy, CallTexts, Disposition, PolicyRule, WrapUpSet
from journal.loading import Loading
from workforce.commands.give_system_pause import give_system_pause
from workforce.library import system_pauses
from workforce.models import PauseReason


def load_policy(loading: Loading, region: Region, facts: dict[str, Any]) -> AttemptsPolicy:
    """How often somebody is tried again."""
    called = f'Region {region.code}, attempts policy "{facts["name"]}"'
    own = {"name": facts["name"], "max_attempts": facts["max_attempts"]}
    key = {"region": region, "code": facts["code"], "retired_at": None}
    policy, _is_new = loading.settle(AttemptsPolicy, key, own, called=called)
    for rule in facts["rule"]:
        key = {"policy": policy, "outcome": rule["outcome"]}
        loading.settle(PolicyRule, key, rule, called=f"{called}, after {rule['outcome']}")
    return policy


def load_texts(loading: Loading, region: Region, facts: dict[str, Any]) -> CallTexts:
    """The SMS that announce a call, and that say farewell after the last attempt."""
    own = {name: facts[name] for name in ("announcement", "farewell")}
    key = {"region": region, "code": "standard", "retired_at": None}
    return loading.settle(CallTexts, key, own, called=f"Region {region.code}, SMS")[0]


def load_pauses(loading: Loading, region: Region, pauses: list[dict[str, Any]]) -> None:
    """The reasons that agents choose from, in this order, and those that the system gives."""
    for order, facts in enumerate(pauses):
        own = {"order": order} | facts
        key = {"region": region, "code": facts["code"], "retired_at": None}
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
    key = {"region": region, "code": campaign["code"], "retired_at": None}
    wrap_up_set, _is_new = loading.find_or_add(WrapUpSet, key, {"name": name})
    for facts in dispositions:
        labels = facts["labels"].get(campaign["wrap_up"], facts["labels"])
        own = {"needs_conversation": False} | facts | {"labels": labels}
        disposition = {"wrap_up_set": wrap_up_set, "code": facts["code"]}
        called = f'Region {region.code}, disposition {facts["code"]} of "{name}"'
        loading.settle_unless_taken(Disposition, disposition, own, called=called)
    return wrap_up_set
