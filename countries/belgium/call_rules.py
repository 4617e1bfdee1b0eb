"""What campaigns share: the attempts policy, the dispositions, the reasons for a pause."""

from typing import Any

from accounts.fields import in_language
from calls.models import AttemptsPolicy, Disposition, PauseReason, PolicyRule, WrapUpSet
from calls.models.campaigns import SYSTEM_PAUSES
from journal.loading import Loading


def load_policy(loading: Loading, facts: dict[str, Any]) -> AttemptsPolicy:
    """How often somebody is tried again."""
    name, called = facts["name"], f'Attempts policy "{facts["name"]}"'
    own = {"max_attempts": facts["max_attempts"]}
    policy, _is_new = loading.settle(AttemptsPolicy, {"name": name}, own, called=called)
    for rule in facts["rule"]:
        key = {"policy": policy, "outcome": rule["outcome"]}
        loading.settle(PolicyRule, key, rule, called=f"{called}, after {rule['outcome']}")
    return policy


def load_pauses(loading: Loading, pauses: list[dict[str, Any]]) -> None:
    """The reasons that agents choose from, in this order, and those that the system gives."""
    for order, facts in enumerate(pauses):
        own = {"is_productive": False, "order": order} | facts
        loading.settle(PauseReason, {"code": facts["code"]}, own, called=f"Pause {facts['code']}")
    for code in SYSTEM_PAUSES:
        PauseReason.of_system(code)


def load_wrap_up_set(
    loading: Loading, campaign: dict[str, Any], dispositions: list[dict[str, Any]]
) -> WrapUpSet:
    """The dispositions of one kind of call: the same keys everywhere, so that fingers learn them once.

    One whose key or code the set uses for something else is left out: it would change what a finger knows.
    """
    name = in_language(campaign["names"], "en")
    wrap_up_set, _is_new = loading.find_or_add(WrapUpSet, {"name": name}, {})
    for facts in dispositions:
        labels = facts["labels"].get(campaign["wrap_up"], facts["labels"])
        own = {"needs_conversation": False} | facts | {"labels": labels}
        key = {"wrap_up_set": wrap_up_set, "code": facts["code"]}
        called = f'Disposition {facts["code"]} of "{name}"'
        loading.settle_unless_taken(Disposition, key, own, called=called)
    return wrap_up_set
