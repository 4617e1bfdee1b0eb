"""Which campaign calls about something, and what a call is about."""

from accounts.models import Region
from calls.models import Call, Campaign
from calls.states import Purpose
from journal.reference import as_last_read
from tracing.models import Interview, Subject
from tracing.models.interviews import KINDS


def campaign_for(region: Region, purpose: Purpose, disease: str) -> Campaign | None:
    """The region's campaign of that purpose for a disease (its code), as last read; None when the region has none.

    Of several: one that is on before one that is off, then the most urgent, then by code.
    """
    return _campaign_for(region.pk, purpose, disease)


@as_last_read
def _campaign_for(region_id: int, purpose: Purpose, disease: str) -> Campaign | None:
    campaigns = Campaign.objects.select_related("region", "texts")
    return (
        campaigns.filter(region=region_id, purpose=purpose, disease=disease)
        .order_by("-is_on", "-priority", "code")
        .first()
    )


def campaign_about(subject: Subject) -> Campaign | None:
    """The campaign whose calls are about such things; None when the region runs none."""
    return campaign_for(subject.region, subject.PURPOSE, subject.disease.code)


def interview_of(call: Call | int) -> Interview | None:
    """What a call (or the call of this id) is about, with everything the desk shows of it at hand.

    None for a call that is none of tracing's.
    """
    subjects = [f"{kind._meta.model_name}__{needed}" for kind in KINDS for needed in ("person", kind.DISEASE)]
    return (
        Interview.objects.select_related(
            "run__version",
            "run__region",
            *subjects,
            "call__lane",
            "call__region",
            "call__campaign",
            "call__held_by",
        )
        # The workbook and the form of a version are large; the form is held in the process (scenarios/queries.py).
        .defer("run__version__workbook", "run__version__form", "run__version__problems")
        .filter(call=call)
        .first()
    )
