from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from journal.inserting import insert_unless_there
from tracing.commands.move_subject import move_subject
from tracing.models import Case, Contact, Person, QuarantineRule
from tracing.queries.places import day_in
from tracing.rules.quarantine import is_later, quarantine_ends_on, rule_in_force
from tracing.states import ContactState, Risk

RELATION_LENGTH = 40


@dataclass(frozen=True)
class Exposure:
    """An exposure and the quarantine that follows from it; `exposure_date` None: nobody knows the day."""

    risk: Risk
    exposure_date: date | None
    quarantine_until: date | None = None
    rule: QuarantineRule | None = None


@transaction.atomic(savepoint=False)
def file_contact(
    case: Case,
    person: Person,
    *,
    exposed_on: date | None,
    named_on: date,
    risk: Risk,
    relation: str,
    by: User,
) -> Contact:
    """The contact of this person in this case: new, or the one we have, strengthened.

    1. Somebody at high risk is in quarantine as the rule of the exposure date says. Where nobody knows that day
       (`exposed_on` None) it is counted from the day of naming, the latest day possible: the safe side. Both days
       are the region's.
    2. Named again, the later end and the higher risk count. Whoever was informed and is at home longer than they
       were told has to be told again.

    Hold the conversation with them first (hold_conversation). `relation` is cut at 40 characters.
    """
    exposure = _exposure(case, exposed_on, named_on, risk)
    newly = Contact(
        case=case,
        region=case.region,
        person=person,
        state=ContactState.LOW_RISK if risk == Risk.LOW else ContactState.UNINFORMED,
        relation=relation[:RELATION_LENGTH],
        **_columns(exposure),
    )
    if insert_unless_there(newly):
        return newly
    held = Contact.objects.select_for_update().get(case=case, person=person)
    # The caller has these rows at hand: what follows need not read them once more.
    held.case, held.person, held.region = case, person, case.region
    _strengthen(held, exposed_on, named_on, risk, by)
    return held


def _exposure(case: Case, exposed_on: date | None, named_on: date, risk: Risk) -> Exposure:
    """Exposure, and the quarantine that follows for somebody at high risk."""
    if risk == Risk.LOW:
        return Exposure(risk, exposed_on)
    counted_from = exposed_on or named_on
    rule = rule_in_force(QuarantineRule.objects.filter(disease=case.disease), counted_from)
    until = quarantine_ends_on(counted_from, rule.days) if rule else None
    return Exposure(risk, exposed_on, until, rule)


def _columns(exposure: Exposure) -> dict[str, object]:
    return {name: getattr(exposure, name) for name in ("risk", "exposure_date", "quarantine_until", "rule")}


def _strengthen(held: Contact, exposed_on: date | None, named_on: date, risk: Risk, by: User) -> None:
    """Named again: the later end and the higher risk count, and somebody may have to be told, or told again."""
    highest = Risk.HIGH if Risk.HIGH in (held.risk, risk) else Risk.LOW
    latest = max(_held(held, highest), _exposure(held.case, exposed_on, named_on, highest), key=_by_end)
    must_be_told = highest == Risk.HIGH and held.state in (ContactState.LOW_RISK, ContactState.NO_NUMBER)
    if must_be_told or _was_told_less(held, latest.quarantine_until):
        afresh = {"covered_by": None, "told_by": "", "closed_at": None, "taken_by": None}
        move_subject(held, ContactState.UNINFORMED, by=by, **afresh, **_columns(latest))
    else:
        Contact.objects.filter(pk=held.pk).update(**_columns(latest))
        held.refresh_from_db()


def _held(held: Contact, risk: Risk) -> Exposure:
    """What we hold of a contact, at this risk."""
    if held.risk == risk:
        return Exposure(risk, held.exposure_date, held.quarantine_until, held.rule)
    return _exposure(held.case, held.exposure_date, day_in(held.region, held.named_at), risk)


def _by_end(exposure: Exposure) -> tuple[date, date]:
    """The later end is the greater; of two with one end, the one whose day is known."""
    return exposure.quarantine_until or date.min, exposure.exposure_date or date.min


def _was_told_less(held: Contact, end: date | None) -> bool:
    """Whether somebody who was informed was told an earlier end, on every occasion."""
    informed = held.alike().filter(state=ContactState.INFORMED)
    if held.state != ContactState.INFORMED:
        return False
    return is_later(end, informed.aggregate(latest=Max("told_until"))["latest"])
