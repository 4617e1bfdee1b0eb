from django.db import transaction

from calls.events import CallEvent
from journal.announce import announce
from tracing.events import CaseChanged, ContactChanged
from tracing.models import Case, Contact
from tracing.queries import interview_of
from tracing.states import CaseState, ContactState


@transaction.atomic
def mark_unreachable(news: CallEvent) -> None:
    """The telephone could not do it: what the call was about goes to the field team's list.

    Hearing it twice changes nothing; a call of another kind is none of tracing's business.
    """
    interview = interview_of(news.call_id)
    if interview is None:
        return
    if interview.case:
        _hand_over(interview.case)
    elif interview.contact:
        _hand_over_contacts(interview.contact)


def _hand_over(case: Case) -> None:
    if case.state in (CaseState.NEW, CaseState.OPEN):
        case.move_to(CaseState.WITH_FIELD_TEAM)
        announce(CaseChanged(region_id=case.region_id, case_id=case.pk, state=case.state))


def _hand_over_contacts(about: Contact) -> None:
    """Somebody named by several cases is visited once, for all of them: also for what was named while it rang."""
    for contact in Contact.objects.alike(about).uninformed():
        contact.move_to(ContactState.UNREACHABLE)
        announce(ContactChanged(region_id=contact.region_id, contact_id=contact.pk, state=contact.state))
