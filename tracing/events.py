from dataclasses import dataclass

from journal.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """A positive result opened a case; its first call is owed."""

    audience = ("floor:{region_id}",)
    region_id: int
    case_id: int


@dataclass(frozen=True, kw_only=True)
class CaseChanged(CaseOpened):
    """A case moved: completed, closed, or with the field team."""

    state: str


@dataclass(frozen=True, kw_only=True)
class ContactNamed(Event):
    """An index case named somebody who was exposed."""

    audience = ("floor:{region_id}",)
    region_id: int
    contact_id: int


@dataclass(frozen=True, kw_only=True)
class ContactChanged(ContactNamed):
    """A contact was informed, refused, or could not be reached."""

    state: str


@dataclass(frozen=True, kw_only=True)
class RegionWasUnknown(Event):
    """A positive report has no region that we know: a person must decide."""

    report_id: int
