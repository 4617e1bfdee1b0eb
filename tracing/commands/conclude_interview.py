from collections.abc import Iterable

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
from tracing.commands.call_or_visit import call_or_visit
from tracing.commands.mark_unreachable import mark_unreachable
from tracing.events import CaseChanged, ContactChanged
from tracing.models import Case, Contact, Interview
from tracing.queries import interview_of
from tracing.refusals import NothingWasSaid
from tracing.rules.quarantine import is_later
from tracing.states import CaseState, ClosedReason, ContactState, ToldBy


@transaction.atomic
def conclude_interview(news: CallWrappedUp) -> None:
    """The agent has said how a call ended: what it was about follows. A call of another kind does not concern us.

    1. Done: the script is completed, which names the contacts; one that has not reached its end refuses the
       wrap-up with RunIsIncomplete, and a call without a script to complete is not done: NothingWasSaid. Otherwise
       the script is broken off: whoever was named by then is warned, and the next attempt goes on from there.
    2. Done: the case is completed, the contact informed. Refused: closed, and recorded as such.
       For the field team: on its list. To be tried again: the case waits for its next call.
    3. Over: whatever the conversation did not cover is owed a call of its own; this one is closed by now.
    """
    interview = interview_of(news.call_id)
    if interview is None:
        return
    _end_run(interview.run, news)
    if news.step == Step.FIELD:
        mark_unreachable(news)
    elif interview.case:
        _conclude_case(interview.case, news.step)
    elif interview.contact:
        _conclude_contacts(interview, interview.contact, news.step)


def _end_run(run: Run | None, news: CallWrappedUp) -> None:
    """Complete or break off. A run that was completed before belongs to an earlier case, and closes no other."""
    is_open = run is not None and run.state == RunState.OPEN
    if news.step == Step.CLOSE and not is_open:
        raise NothingWasSaid
    if run is None or not is_open:
        return
    agent = User.objects.get(pk=news.agent_id or 0)
    if news.step == Step.CLOSE:
        complete_run(run, by=agent)
    else:
        break_off_run(run, by=agent)


def _conclude_case(case: Case, step: str) -> None:
    """Move an open case; one that has left the telephone in the meantime stays where it is."""
    if case.state in (CaseState.NEW, CaseState.OPEN):
        _move_case(case, step)
    if step in (Step.CLOSE, Step.REFUSED):
        for newer in Case.objects.filter(person=case.person, disease=case.disease, state=CaseState.NEW):
            call_or_visit(newer)


def _move_case(case: Case, step: str) -> None:
    if step == Step.CLOSE:
        case.move_to(CaseState.COMPLETED, told_by=ToldBy.TELEPHONE, closed_at=timezone.now())
    elif step == Step.REFUSED:
        case.move_to(CaseState.CLOSED, closed_at=timezone.now(), closed_reason=ClosedReason.REFUSED)
    elif case.state == CaseState.OPEN:
        case.move_to(CaseState.NEW)
    announce(CaseChanged(region_id=case.region_id, case_id=case.pk, state=case.state))


def _conclude_contacts(interview: Interview, contact: Contact, step: str) -> None:
    """Somebody named by several cases was told once, for all that the conversation covered; they are owed the rest.

    An end of quarantine that has moved beyond what was told has to be told: then nothing of it counts as told.
    """
    covered = interview.covers.to_be_told()
    if step == Step.CLOSE and not is_later(contact.binding.quarantine_until, interview.told_until):
        was_told = {"told_by": ToldBy.TELEPHONE, "told_until": interview.told_until}
        _move(covered, ContactState.INFORMED, **was_told)
    elif step == Step.REFUSED:
        _move(covered, ContactState.REFUSED)
    if step in (Step.CLOSE, Step.REFUSED):
        for other in Contact.objects.alike(contact).uninformed():
            call_or_visit(other)


def _move(contacts: Iterable[Contact], outcome: ContactState, **also: object) -> None:
    for contact in contacts:
        contact.move_to(outcome, closed_at=timezone.now(), **also)
        announce(ContactChanged(region_id=contact.region_id, contact_id=contact.pk, state=contact.state))
