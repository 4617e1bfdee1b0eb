from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calls.events import CallWrappedUp
from calls.states import Step
from journal.announce import announce
from scenarios.commands.break_off_run import break_off_run
from scenarios.commands.complete_run import complete_run
from scenarios.models import Run
from scenarios.states import RunState
from tracing.commands.mark_unreachable import mark_unreachable
from tracing.events import CaseChanged, ContactChanged
from tracing.models import Case, Contact, Interview
from tracing.queries import interview_of, uninformed_alike
from tracing.states import CaseState, ClosedReason, ContactState


@transaction.atomic
def conclude_interview(news: CallWrappedUp) -> None:
    """The agent has said how a call ended: what it was about follows. A call of another kind does not concern us.

    1. Done: the script is completed, which names the contacts; one that has not reached its end refuses the
       wrap-up with RunIsIncomplete. Otherwise it is broken off, and the next attempt goes on from there.
    2. Done: the case is completed, the contact informed. Refused: closed, and recorded as such.
       For the field team: on its list. To be tried again: the case waits for its next call.
    """
    interview = interview_of(news.call_id)
    if interview is None:
        return
    if interview.run:
        end_run(interview.run, news)
    if news.step == Step.FIELD:
        mark_unreachable(news)
    elif interview.case:
        conclude_case(interview.case, news.step)
    else:
        conclude_contacts(interview, news.step)


def end_run(run: Run, news: CallWrappedUp) -> None:
    if news.step != Step.CLOSE:
        break_off_run(run)
    elif run.state == RunState.OPEN:
        complete_run(run, by=User.objects.get(pk=news.agent_id or 0))


def conclude_case(case: Case, step: str) -> None:
    """Move an open case; one that has left the telephone in the meantime stays where it is."""
    if case.state not in (CaseState.NEW, CaseState.OPEN):
        return
    if step == Step.CLOSE:
        case.move_to(CaseState.COMPLETED, closed_at=timezone.now())
    elif step == Step.REFUSED:
        case.move_to(CaseState.CLOSED, closed_at=timezone.now(), closed_reason=ClosedReason.REFUSED)
    elif case.state == CaseState.OPEN:
        case.move_to(CaseState.NEW)
    announce(CaseChanged(region_id=case.region_id, case_id=case.pk, state=case.state))


def conclude_contacts(interview: Interview, step: str) -> None:
    """Somebody named by several cases was told once, for all of them."""
    outcome = {Step.CLOSE: ContactState.INFORMED, Step.REFUSED: ContactState.REFUSED}.get(Step(step))
    for contact in uninformed_alike(interview) if outcome else ():
        move_contact(contact, outcome)


def move_contact(contact: Contact, outcome: ContactState | None) -> None:
    contact.move_to(outcome, closed_at=timezone.now())
    announce(ContactChanged(region_id=contact.region_id, contact_id=contact.pk, state=contact.state))
