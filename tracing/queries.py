"""Reads that cross models."""

from django.conf import settings

from accounts.models import Postcode, Region
from calls.models import Call, Campaign
from calls.states import Purpose
from tracing.models import Contact, Interview
from tracing.states import ContactState


def home_country() -> str:
    """The country whose national numbers and telephone prefixes are meant when nobody says which."""
    return getattr(settings, "HOME_COUNTRY", "BE")


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
    return region.holiday_calendar[:2].upper() or home_country()


def uninformed_alike(interview: Interview) -> list[Contact]:
    """Every contact that one call settles: the same person, exposed to the same disease, not informed yet."""
    contact = interview.contact
    assert contact is not None
    return list(
        Contact.objects.filter(
            person=contact.person_id,
            case__disease=contact.case.disease_id,
            state=ContactState.UNINFORMED,
        )
    )
