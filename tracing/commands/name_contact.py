from typing import Annotated

from django.db import transaction

from accounts.models import User
from journal.announce import announce
from journal.locks import lock_until_commit
from scenarios.models import Run
from scenarios.xlsform import AtMost, SomethingToRead
from tracing.commands.call_or_visit import call_or_visit
from tracing.commands.file_contact import file_contact
from tracing.commands.hold_conversation import hold_conversation
from tracing.commands.identify_contact import identify_contact
from tracing.events import ContactNamed
from tracing.models import Case, Contact
from tracing.queries.conversations import campaign_for
from tracing.queries.described import day_meant, person_meant
from tracing.queries.places import day_in
from tracing.refusals import OnlyACaseNamesContacts
from tracing.rules.lab_result import NAME_LENGTH, Particulars
from tracing.states import ContactState, Risk

Name = Annotated[str, AtMost(NAME_LENGTH), SomethingToRead()]


@transaction.atomic
def name_contact(
    *,
    run: Run,
    by: User,
    last_exposure_on: str,
    first_name: Name = "",
    family_name: Name = "",
    phone: str = "",
    birth_date: str = "",
    relation: str = "",
    language: str = "",
    setting: str = "",
    same_household: str = "",
    risk: str = "",
) -> Contact:
    """What happens when an index case names somebody: the action that scripts call `name_contact`.

    Everything is text as it was answered, blank where nobody knows. Dates are ISO 8601, at the region's place; an
    impossible one, or one still to come, is unknown. `risk` is high unless it is "low"; `setting` stays an answer.
    A name that is too long is refused (NameIsTooLong), and a run that is no case's (OnlyACaseNamesContacts).

    1. Take turns with the region's other interviews: two that name the same new people in opposite order would
       wait for each other.
    2. Find out whom they mean (identify_contact).
    3. File the contact with the end of quarantine (file_contact) while nobody begins or ends a conversation with
       them. Somebody at high risk is owed a call of their own, announced by SMS; without a number, a visit.
    4. Announce the contact.
    """
    lock_until_commit(f"contacts named in region {run.region_id}")
    case = _case_of(run)
    names = (first_name, family_name)
    described = person_meant(case, names, phone, birth_date, language, run.language, same_household)
    contact = _filed(case, described, last_exposure_on, risk, relation, by)
    announce(ContactNamed(region_id=case.region_id, contact_id=contact.pk), by=by)
    return contact


def _case_of(run: Run) -> Case:
    """The case whose interview this conversation is, held until we are through."""
    cases = Case.objects.select_related("person", "disease", "region").select_for_update(of=["self"])
    case = cases.filter(interviews__run=run).first()
    if case is None:
        raise OnlyACaseNamesContacts
    return case


def _filed(
    case: Case, described: Particulars, exposed_on: str, risk: str, relation: str, by: User
) -> Contact:
    """The contact, held together with the conversation they may be in; and a call or a visit for who must know."""
    person = identify_contact(case, described)
    campaign = campaign_for(case.region, Contact.PURPOSE, case.disease.code)
    if campaign is not None:
        hold_conversation(campaign, person)
    contact = file_contact(
        case,
        person,
        exposed_on=day_meant(exposed_on, case.region),
        named_on=day_in(case.region),
        risk=Risk.LOW if risk.strip() == Risk.LOW else Risk.HIGH,
        relation=relation.strip(),
        by=by,
    )
    if contact.state == ContactState.UNINFORMED:
        call_or_visit(contact, by=by)
    return contact
