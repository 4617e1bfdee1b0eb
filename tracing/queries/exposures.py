"""What an exposure means for whoever was exposed: the risk, the day, the end of quarantine by the rule in force."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tracing.models import Case, Contact, QuarantineRule
from tracing.queries.places import day_in
from tracing.rules.quarantine import quarantine_ends_on, rule_in_force
from tracing.states import Risk


@dataclass(frozen=True)
class Exposure:
    """An exposure and the quarantine that follows from it; `exposure_date` None: nobody knows the day."""

    risk: Risk
    exposure_date: date | None
    quarantine_until: date | None = None
    rule: QuarantineRule | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """The same as a contact's row holds it."""
        return {**vars(self)}


def exposure_of(case: Case, exposed_on: date | None, named_on: date, risk: Risk) -> Exposure:
    """The exposure of somebody named on a day, and the quarantine that follows for somebody at high risk.

    Where nobody knows the day of exposure it is counted from that of naming, the latest day possible: the safe side.
    """
    if risk == Risk.LOW:
        return Exposure(risk, exposed_on)
    counted_from = exposed_on or named_on
    rule = rule_in_force(QuarantineRule.objects.filter(disease=case.disease), counted_from)
    until = quarantine_ends_on(counted_from, rule.days) if rule else None
    return Exposure(risk, exposed_on, until, rule)


def exposure_held(contact: Contact, risk: Risk) -> Exposure:
    """What we hold of a contact, as it would be at this risk."""
    if contact.risk == risk:
        return Exposure(risk, contact.exposure_date, contact.quarantine_until, contact.rule)
    named_on = day_in(contact.region, contact.named_at)
    return exposure_of(contact.case, contact.exposure_date, named_on, risk)


def by_end(exposure: Exposure) -> tuple[date, date]:
    """For `max`: the later end is the greater; of two with one end, the one whose day is known."""
    return exposure.quarantine_until or date.min, exposure.exposure_date or date.min
