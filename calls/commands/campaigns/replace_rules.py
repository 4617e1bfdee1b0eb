from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.commands.replace_version import replace_version
from calls.models import AttemptsPolicy, CallTexts, Campaign, Disposition, PolicyRule, WrapUpSet

Rules = TypeVar("Rules", AttemptsPolicy, WrapUpSet, CallTexts)

NAMED_BY = {AttemptsPolicy: "policy", WrapUpSet: "wrap_up_set", CallTexts: "texts"}
PARTS = {AttemptsPolicy: PolicyRule, WrapUpSet: Disposition}


@transaction.atomic
def replace_rules(
    old: Rules, *, parts: Iterable[dict[str, Any]] | None = None, now: datetime | None = None, **changes: Any
) -> Rules:
    """A region changes an attempts policy, a set of dispositions or its SMS: a new version, which its campaigns go by.

    1. Retire `old` and make the next version with `changes`; RuleHasMovedOn if `old` is not in force any more.
    2. Give it its `parts`, the fields of each rule of a policy or each disposition; None: those of the old version.
    3. Every campaign that went by the old version goes by the new one from its next step on. What has ended keeps
       pointing to what it was decided by.
    """
    new = replace_version(old, now=now or timezone.now(), **changes)
    named = NAMED_BY[type(old)]
    if model := PARTS.get(type(old)):
        kept = model._default_manager.filter(**{named: old}).values()
        for facts in kept if parts is None else parts:
            own = {name: value for name, value in facts.items() if name not in ("id", f"{named}_id")}
            model._default_manager.create(**own | {named: new})
    Campaign.objects.filter(**{named: old}).update(**{named: new})
    return new
