"""Reads that cross models."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Postcode, Region, User
from calls.models import Call, Campaign
from calls.states import Outcome, Purpose
from journal.refusals import NotYours
from tracing.models import Case, Contact, Disease, Interview, LabReport


def home_country() -> str:
    """The country whose national numbers and telephone prefixes are meant when nobody says which."""
    return settings.HOME_COUNTRY


def diseases() -> QuerySet[Disease]:
    """Every disease that laboratories may report."""
    return Disease.objects.all()


def regions() -> QuerySet[Region]:
    """Every region that a report may be handed to."""
    return Region.objects.all()


def region_of(postcode: str, country: str) -> Region | None:
    """The region that calls the people of a postcode; None when we do not know it."""
    place = Postcode.objects.select_related("region").filter(country=country, code=postcode).first()
    return place.region if place else None


def campaign_for(region: Region, purpose: Purpose, disease: str) -> Campaign | None:
    """The region's campaign of that purpose for a disease (its code); None when the region runs none."""
    return (
        Campaign.objects.select_related("region")
        .filter(region=region, purpose=purpose, disease=disease)
        .first()
    )


def interview_of(call: Call | int) -> Interview | None:
    """What a call (or the call of this id) is about, with everything the desk shows of it at hand.

    None for a call that is none of tracing's.
    """
    return (
        Interview.objects.select_related(
            "run__version",
            "run__region",
            "case__person",
            "case__disease",
            "contact__person",
            "contact__case__disease",
            "call__lane",
            "call__region",
            "call__campaign",
        )
        .filter(call=call)
        .first()
    )


def country_of(region: Region) -> str:
    """The country a region lies in (two letters), as its calendar of public holidays says."""
    return region.country or home_country()


def day_in(region: Region, at: datetime | None = None) -> date:
    """The date at the region's place at a moment (aware; default: now). The server may be elsewhere."""
    return timezone.localdate(at, ZoneInfo(region.time_zone))


def languages_of(region: Region) -> set[str]:
    """The languages that a person may be noted to speak (ISO 639-1): the region's, and those of our screens."""
    return {*region.languages, *(code for code, _name in settings.LANGUAGES)}


def waiting_report(key: UUID) -> LabReport:
    """A positive report that waits for its region; NotYours when there is none, or none any more."""
    report = (
        LabReport.objects.without_region().select_related("laboratory", "disease").filter(key=key).first()
    )
    if report is None:
        raise NotYours
    return report


def waiting_reports() -> QuerySet[LabReport]:
    """All of them, the oldest first. They belong to no region, so whoever works the lists of any may see them."""
    return LabReport.objects.without_region().select_related("laboratory")


@dataclass(frozen=True)
class FieldRow:
    """One line of the field list: what to know before going there, and no name."""

    key: UUID
    since: datetime
    reason: str | Promise
    language: str
    postcode: str
    attempts: int
    taken_by: str


def field_list(user: User, kind: str) -> QuerySet[Case] | QuerySet[Contact]:
    """What the telephone could not solve in the user's region, the oldest first; `kind`: cases or contacts."""
    cases, contacts = Case.objects.of_region_of(user), Contact.objects.of_region_of(user)
    waiting = cases.with_field_team() if kind == "cases" else contacts.with_field_team()
    purpose = Purpose.INDEX_INTERVIEW if kind == "cases" else Purpose.CONTACT_NOTIFICATION
    disease = OuterRef("disease__code" if kind == "cases" else "case__disease__code")
    about = (
        Q(case=OuterRef("pk")) if kind == "cases" else Q(contact=OuterRef("pk")) | Q(covers=OuterRef("pk"))
    )
    last = Interview.objects.filter(about).order_by("-pk")
    return waiting.select_related("person", "taken_by").annotate(
        attempts=Subquery(last.values("call__attempts_made")[:1]),
        last_outcome=Subquery(last.values("call__last_outcome")[:1]),
        has_campaign=Exists(
            Campaign.objects.filter(region=OuterRef("region"), purpose=purpose, disease=disease)
        ),
    )


def field_row(about: Any) -> FieldRow:
    """One case or contact of `field_list` as a line of it."""
    return FieldRow(
        key=about.key,
        since=about.opened_at if isinstance(about, Case) else about.named_at,
        reason=why_not_by_telephone(about),
        language=about.person.language,
        postcode=about.person.postcode,
        attempts=about.attempts or 0,
        taken_by=str(about.taken_by or ""),
    )


def why_not_by_telephone(about: Any) -> str | Promise:
    """Why somebody has to go there: for want of a number, of an answer, or of anybody whose task it is to call."""
    if about.person.phone_index is None:
        return _("No telephone number")
    if about.last_outcome:
        return Outcome(about.last_outcome).label
    if not about.has_campaign:
        return _("No campaign for this disease in this region: the administrator has to add one")
    return _("Could not be called")


def on_field_list(user: User, kind: str, key: UUID) -> Case | Contact:
    """One case or contact of the user's region that is on the field list; NotYours for any other."""
    found = field_list(user, kind).filter(key=key).first()
    if found is None:
        raise NotYours
    return found
