from datetime import datetime
from typing import Any, TypeVar

from accounts.refusals import RuleHasMovedOn
from accounts.versions import Versioned
from journal.steps import step

Rule = TypeVar("Rule", bound=Versioned)


@step
def replace_version(rule: Rule, *, now: datetime, **changes: Any) -> Rule:
    """A rule of a region is in force with `changes` from now on; the version before retires, and stays as it was.

    RuleHasMovedOn if `rule` is not the version in force any more: somebody has changed it meanwhile. `now` is aware.
    """
    in_force = type(rule)._default_manager.filter(pk=rule.pk, retired_at=None)
    if not in_force.update(retired_at=now):
        raise RuleHasMovedOn
    fields = [field.attname for field in rule._meta.concrete_fields if not field.primary_key]
    kept = {name: getattr(rule, name) for name in fields}
    new = type(rule)(**kept | {"version": rule.version + 1, "retired_at": None} | changes)
    new.save(force_insert=True)
    return new
