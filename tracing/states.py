"""Where reports, cases and contacts stand, and where each state may come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class ContactState(models.TextChoices):
    """Whether somebody who was exposed knows it."""

    UNINFORMED = "uninformed", _("To be informed")
    INFORMED = "informed", _("Informed")
    UNREACHABLE = "unreachable", _("With the field team")
    REFUSED = "refused", _("Refused")
    NO_NUMBER = "no_number", _("No telephone number: field team")
    LOST = "lost", _("Lost to follow-up")
    LOW_RISK = "low_risk", _("Low risk: informed by the index case")


ON_CONTACT_FIELD_LIST = (ContactState.UNREACHABLE, ContactState.NO_NUMBER)


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


class Risk(models.TextChoices):
    HIGH = "high", _("High risk")
    LOW = "low", _("Low risk")
