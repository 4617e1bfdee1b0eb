from datetime import date
from typing import Annotated, Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from journal.announce import announce
from scenarios.models import Run
from scenarios.xlsform import AtMost
from tracing.commands.complete_person import complete_person
from tracing.commands.queue_conversation import queue_conversation
from tracing.commands.register_person import register_person
from tracing.events import ContactNamed
from tracing.models import Case, Contact, Person, QuarantineRule
from tracing.queries import country_of
from tracing.refusals import IndexNamedThemself
from tracing.rules.lab_result import Particulars
from tracing.rules.matching import may_be_one, plain
from tracing.rules.phones import NotAPhoneNumber, e164_of
from tracing.rules.quarantine import quarantine_ends_on, rule_in_force
from tracing.states import ContactState, Risk


@transaction.atomic
def name_contact(
    *,
    run: Run,
    by: User,
    last_exposure_on: str,
    first_name: Annotated[str, AtMost(80)] = "",
    family_name: Annotated[str, AtMost(80)] = "",
    phone: str = "",
    birth_date: str = "",
    relation: str = "",
    language: str = "",
    setting: str = "",
    same_household: str = "",
    risk: str = "",
) -> Contact:
    """What happens when an index case names somebody: the action that scripts call `name_contact`.

    Everything is text, as answers are; dates ISO 8601. A telephone number that nobody could dial counts as none.

    1. Find out whom they mean: somebody already named in this case, else a person of the region, known or new.
       The index case naming themself is refused.
    2. File the contact with the end of quarantine that the rule of the exposure date gives. Named twice, the
       latest exposure and the higher risk count.
    3. Somebody at high risk is owed a call of their own, announced by SMS; without a number, a visit.
    4. Announce the contact.
    """
    case = case_of(run)
    told = Particulars(
        first_name=first_name.strip(),
        family_name=family_name.strip(),
        birth_date=day(birth_date),
        language=language or run.language,
        phone=number_or_none(phone, country_of(case.region)),
        postcode=case.person.postcode if same_household == "yes" else "",
    )
    exposed_on = min(day(last_exposure_on) or timezone.localdate(), timezone.localdate())
    contact = file_contact(
        case, person_meant(case, told), exposed_on, Risk.LOW if risk == Risk.LOW else Risk.HIGH, relation
    )
    see_to_informing(contact)
    announce(ContactNamed(region_id=case.region_id, contact_id=contact.pk), by=by)
    return contact


def case_of(run: Run) -> Case:
    """The case whose interview this conversation is, held until we are through."""
    cases = Case.objects.select_related("person", "disease", "region").select_for_update(of=["self"])
    return cases.get(interviews__run=run)


def day(text: str) -> date | None:
    """An ISO date; None for no date, an impossible one, or one that is still to come."""
    try:
        told = date.fromisoformat(text)
    except ValueError:
        return None
    return told if told <= timezone.localdate() else None


def number_or_none(phone: str, country: str) -> str:
    """The number in E.164, or "" when it cannot be dialled; what was said stays among the answers."""
    try:
        return e164_of(phone, country=country)
    except NotAPhoneNumber:
        return ""


def person_meant(case: Case, told: Particulars) -> Person:
    """Somebody this case has named before, under the same name and nothing that contradicts it; else by register."""
    if is_described_by(case.person, told):
        raise IndexNamedThemself
    for contact in case.contacts.select_related("person"):
        if is_described_by(contact.person, told):
            complete_person(contact.person, told)
            return contact.person
    person = register_person(told, region=case.region)
    if person.pk == case.person_id:
        raise IndexNamedThemself
    return person


def is_described_by(person: Person, told: Particulars) -> bool:
    """The same names, and neither birth date nor telephone speaks against it."""
    same_name = plain(person.first_name + person.family_name) == plain(told.first_name + told.family_name)
    return (
        same_name and may_be_one(person.birth_date, told.birth_date) and may_be_one(person.phone, told.phone)
    )


def file_contact(case: Case, person: Person, exposed_on: date, risk: Risk, relation: str) -> Contact:
    """The contact of this person in this case: new, or the one we have, strengthened."""
    mine = Contact(
        case=case,
        region=case.region,
        person=person,
        state=ContactState.LOW_RISK if risk == Risk.LOW else ContactState.UNINFORMED,
        relation=relation[:40],
        **exposure(case, exposed_on, risk),
    )
    Contact.objects.bulk_create([mine], ignore_conflicts=True)
    held = Contact.objects.select_for_update().get(case=case, person=person)
    held.case, held.person, held.region = case, person, case.region
    if held.key != mine.key:
        strengthen(held, mine)
    return held


def exposure(case: Case, exposed_on: date, risk: Risk) -> dict[str, Any]:
    """Exposure, risk, and the quarantine that follows for somebody at high risk."""
    rule = None
    if risk == Risk.HIGH:
        rule = rule_in_force(QuarantineRule.objects.filter(disease=case.disease), exposed_on)
    until = quarantine_ends_on(exposed_on, rule.days) if rule else None
    return {"exposure_date": exposed_on, "risk": risk, "rule": rule, "quarantine_until": until}


def strengthen(held: Contact, told: Contact) -> None:
    """Named again: the latest exposure and the higher risk count."""
    risk = Risk.HIGH if Risk.HIGH in (held.risk, told.risk) else Risk.LOW
    news = exposure(held.case, max(held.exposure_date, told.exposure_date), risk)
    if risk == Risk.HIGH and held.state in (ContactState.LOW_RISK, ContactState.NO_NUMBER):
        held.move_to(ContactState.UNINFORMED, **news)
    else:
        Contact.objects.filter(pk=held.pk).update(**news)
        held.refresh_from_db()


def see_to_informing(contact: Contact) -> None:
    """Owe a call to somebody at high risk who does not know yet; without telephone, the field team goes there."""
    if contact.state == ContactState.UNINFORMED and queue_conversation(contact) is None:
        contact.move_to(ContactState.NO_NUMBER)
