"""Where reports, cases and contacts stand, and where each state may come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from calls.states import Step

State = TypeVar("State")


@dataclass(frozen=True)
class End(Generic[State]):
    """Where a wrap-up brings what the conversation was about, and what is written down with it."""

    state: State
    also: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class FollowUp(Generic[State]):
    """The states through which tracing follows something up; each kind has its own words for them."""

    waiting: State  # owed a call
    under_way: State  # while an agent has the call; the same where a call alone changes nothing
    without_telephone: (
        State  # no number, none that may be rung, or no campaign that rings it: the field team's
    )
    not_reached: State  # the attempts are spent, or the agent says so: the field team's
    ends: Mapping[Step, End[State]]  # what an agent's wrap-up ends; any other has it wait for its next call

    @property
    def by_telephone(self) -> tuple[State, ...]:
        """Owed a call, or being called."""
        return (self.waiting, self.under_way)

    @property
    def with_field_team(self) -> tuple[State, ...]:
        """On the field team's list."""
        return (self.without_telephone, self.not_reached)

    @property
    def to_be_told(self) -> tuple[State, ...]:
        """Owed a call or a visit."""
        return self.by_telephone + self.with_field_team


class ReportState(models.TextChoices):
    """What became of a laboratory's report. None is ever dropped."""

    NEGATIVE = "negative", _("Negative: nothing to do")
    OPENED_CASE = "opened_case", _("Opened a case")
    JOINED_CASE = "joined_case", _("Joined an open case")
    REGION_UNKNOWN = "region_unknown", _("Region unknown: waits for a person to decide")
    TEST = "test", _("Test message: opens nothing")


WAITING_FOR_A_REGION = {ReportState.REGION_UNKNOWN}
REPORT_COMES_FROM = {
    ReportState.OPENED_CASE: WAITING_FOR_A_REGION,
    ReportState.JOINED_CASE: WAITING_FOR_A_REGION,
}


class CaseState(models.TextChoices):
    """Where a case stands. It is always owed a call, on somebody's list, or closed."""

    NEW = "new", _("To be called")
    OPEN = "open", _("Interview under way")
    WITH_FIELD_TEAM = "with_field_team", _("With the field team")
    COMPLETED = "completed", _("Completed")
    CLOSED = "closed", _("Closed without interview")


OPEN_CASES = (CaseState.NEW, CaseState.OPEN, CaseState.WITH_FIELD_TEAM)

CASE_COMES_FROM = {
    CaseState.NEW: {CaseState.OPEN, CaseState.WITH_FIELD_TEAM},
    CaseState.OPEN: {CaseState.NEW},
    CaseState.WITH_FIELD_TEAM: {CaseState.NEW, CaseState.OPEN},
    CaseState.COMPLETED: {CaseState.NEW, CaseState.OPEN, CaseState.WITH_FIELD_TEAM},
    CaseState.CLOSED: {CaseState.NEW, CaseState.OPEN, CaseState.WITH_FIELD_TEAM},
}


class ClosedReason(models.TextChoices):
    REFUSED = "refused", _("No collaboration")
    OUTSIDE_REGION = "outside_region", _("Outside the region")
    WITHDRAWN = "withdrawn", _("Result withdrawn")
    DUPLICATE = "duplicate", _("Duplicate")
    LOST = "lost", _("Lost to follow-up")


class ToldBy(models.TextChoices):
    """By which means a case was brought to its end, or a contact was informed."""

    TELEPHONE = "telephone", _("By telephone")
    VISIT = "visit", _("By a visit")


CASE_FOLLOW_UP = FollowUp(
    waiting=CaseState.NEW,
    under_way=CaseState.OPEN,
    without_telephone=CaseState.WITH_FIELD_TEAM,
    not_reached=CaseState.WITH_FIELD_TEAM,
    ends={
        Step.CLOSE: End(CaseState.COMPLETED, {"told_by": ToldBy.TELEPHONE}),
        Step.REFUSED: End(CaseState.CLOSED, {"closed_reason": ClosedReason.REFUSED}),
    },
)


class ContactState(models.TextChoices):
    """Whether somebody who was exposed knows it."""

    UNINFORMED = "uninformed", _("To be informed")
    INFORMED = "informed", _("Informed")
    UNREACHABLE = "unreachable", _("With the field team")
    REFUSED = "refused", _("Refused")
    NO_NUMBER = "no_number", _("No telephone number: field team")
    LOST = "lost", _("Lost to follow-up")
    LOW_RISK = "low_risk", _("Low risk: informed by the index case")


CONTACT_COMES_FROM = {
    # Informed again: named once more, with an end of quarantine later than the one they were told.
    ContactState.UNINFORMED: {
        ContactState.UNREACHABLE,
        ContactState.NO_NUMBER,
        ContactState.LOW_RISK,
        ContactState.INFORMED,
    },
    ContactState.INFORMED: {ContactState.UNINFORMED, ContactState.UNREACHABLE, ContactState.NO_NUMBER},
    ContactState.UNREACHABLE: {ContactState.UNINFORMED},
    ContactState.REFUSED: {ContactState.UNINFORMED, ContactState.UNREACHABLE, ContactState.NO_NUMBER},
    ContactState.LOST: {ContactState.UNREACHABLE, ContactState.NO_NUMBER},
    ContactState.NO_NUMBER: {ContactState.UNINFORMED},
    ContactState.LOW_RISK: set(),
}


CONTACT_FOLLOW_UP = FollowUp(
    waiting=ContactState.UNINFORMED,
    under_way=ContactState.UNINFORMED,
    without_telephone=ContactState.NO_NUMBER,
    not_reached=ContactState.UNREACHABLE,
    ends={
        Step.CLOSE: End(ContactState.INFORMED, {"told_by": ToldBy.TELEPHONE}),
        Step.REFUSED: End(ContactState.REFUSED),
    },
)


class Risk(models.TextChoices):
    HIGH = "high", _("High risk")
    LOW = "low", _("Low risk")
