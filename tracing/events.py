from dataclasses import dataclass

from journal.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Event):
    """News about a case: for its region's floor."""

    audience = ("floor:{region_id}",)
    region_id: int
    case_id: int


@dataclass(frozen=True, kw_only=True)
class CaseOpened(CaseEvent):
    """A positive result opened a case; its first call is owed."""


@dataclass(frozen=True, kw_only=True)
class CaseChanged(CaseEvent):
    """A case moved: under way, completed, closed, or with the field team; or somebody took it from the list."""

    state: str


@dataclass(frozen=True, kw_only=True)
class ContactEvent(Event):
    """News about a contact: for its region's floor."""

    audience = ("floor:{region_id}",)
    region_id: int
    contact_id: int


@dataclass(frozen=True, kw_only=True)
class ContactNamed(ContactEvent):
    """An index case named somebody who was exposed."""


@dataclass(frozen=True, kw_only=True)
class ContactChanged(ContactEvent):
    """A contact moved: informed, refused, not reached, to be told again; or somebody took them from the list."""

    state: str


@dataclass(frozen=True, kw_only=True)
class RegionWasUnknown(Event):
    """A positive report has no region that we know: a person must decide."""

    report_id: int
