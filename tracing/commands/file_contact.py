from datetime import date

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from journal.inserting import insert_unless_there
from tracing.commands.move_subject import move_subject
from tracing.models import Case, Contact, Person
from tracing.queries.exposures import by_end, exposure_held, exposure_of
from tracing.rules.quarantine import is_later
from tracing.states import ContactState, Risk


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

    Hold the conversation with them first (hold_conversation). `relation` is cut to what its column holds.
    """
    exposure = exposure_of(case, exposed_on, named_on, risk)
    newly = Contact(
        case=case,
        region=case.region,
        person=person,
        state=ContactState.LOW_RISK if risk == Risk.LOW else ContactState.UNINFORMED,
        relation=relation[: Contact.RELATION_LENGTH],
        **exposure.columns,
    )
    if insert_unless_there(newly):
        return newly
    held = Contact.objects.select_for_update().get(case=case, person=person)
    # The caller has these rows at hand: what follows need not read them once more.
    held.case, held.person, held.region = case, person, case.region
    _strengthen(held, exposed_on, named_on, risk, by)
    return held


def _strengthen(held: Contact, exposed_on: date | None, named_on: date, risk: Risk, by: User) -> None:
    """Named again: the later end and the higher risk count, and somebody may have to be told, or told again."""
    highest = Risk.HIGH if Risk.HIGH in (held.risk, risk) else Risk.LOW
    latest = max(
        exposure_held(held, highest), exposure_of(held.case, exposed_on, named_on, highest), key=by_end
    )
    must_be_told = highest == Risk.HIGH and held.state in (ContactState.LOW_RISK, ContactState.NO_NUMBER)
    if must_be_told or _was_told_less(held, latest.quarantine_until):
        afresh = {"covered_by": None, "told_by": "", "closed_at": None, "taken_by": None}
        move_subject(held, ContactState.UNINFORMED, by=by, **afresh, **latest.columns)
    else:
        Contact.objects.filter(pk=held.pk).update(**latest.columns)
        held.refresh_from_db()


def _was_told_less(held: Contact, end: date | None) -> bool:
    """Whether somebody who was informed was told an earlier end, on every occasion."""
    informed = held.alike().filter(state=ContactState.INFORMED)
    if held.state != ContactState.INFORMED:
        return False
    return is_later(end, informed.aggregate(latest=Max("told_until"))["latest"])
