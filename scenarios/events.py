from dataclasses import dataclass

from journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ScriptPublished(Event):
    """A new version is on air; runs under way stay on theirs."""

    audience = ("floor:{region_id}",)
    region_id: int
    script_id: int
    version_id: int


@dataclass(frozen=True, kw_only=True)
class RunCompleted(Event):
    """A conversation reached the end of its script; what the script asked for has been done."""

    region_id: int
    run_id: int
