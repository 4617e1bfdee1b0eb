from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from calls.events import CallWrappedUp
from calls.states import Step
from scenarios.commands.break_off_run import break_off_run
from scenarios.commands.complete_run import complete_run
from scenarios.models import Run
from scenarios.states import RunState
from tracing.commands.call_or_visit import call_or_visit
from tracing.commands.hand_to_field_team import hand_to_field_team
from tracing.commands.move_subject import move_subject
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
    agent = User.objects.get(pk=news.agent_id or 0)
    _end_run(interview.run, news.step, agent)
    about = interview.case or interview.contact
    if news.step == Step.FIELD and about:
        hand_to_field_team(about, by=agent)
    elif interview.case:
        _conclude_case(interview.case, news.step, agent)
    elif interview.contact:
        _conclude_contacts(interview, interview.contact, news.step, agent)


def _end_run(run: Run | None, step: str, agent: User) -> None:
    """Complete or break off. A run that was completed before belongs to an earlier case, and closes no other."""
    is_open = run is not None and run.state == RunState.OPEN
    if step == Step.CLOSE and not is_open:
        raise NothingWasSaid
    if run is None or not is_open:
        return
    if step == Step.CLOSE:
        complete_run(run, by=agent)
    else:
        break_off_run(run, by=agent)


def _conclude_case(case: Case, step: str, agent: User) -> None:
    """Move an open case; one that has left the telephone in the meantime stays where it is."""
    if case.state in (CaseState.NEW, CaseState.OPEN):
        _move_case(case, step, agent)
    if step in (Step.CLOSE, Step.REFUSED):
        for newer in Case.objects.filter(person=case.person, disease=case.disease, state=CaseState.NEW):
            call_or_visit(newer, by=agent)


def _move_case(case: Case, step: str, agent: User) -> None:
    now = timezone.now()
    if step == Step.CLOSE:
        move_subject(case, CaseState.COMPLETED, by=agent, told_by=ToldBy.TELEPHONE, closed_at=now)
    elif step == Step.REFUSED:
        move_subject(case, CaseState.CLOSED, by=agent, closed_reason=ClosedReason.REFUSED, closed_at=now)
    elif case.state == CaseState.OPEN:
        move_subject(case, CaseState.NEW, by=agent)


def _conclude_contacts(interview: Interview, contact: Contact, step: str, agent: User) -> None:
    """Somebody named by several cases was told once, for all that the conversation covered; they are owed the rest.

    An end of quarantine that has moved beyond what was told has to be told: then nothing of it counts as told.
    """
    covered = interview.covers.to_be_told()
    if step == Step.CLOSE and not is_later(contact.binding.quarantine_until, interview.told_until):
        was_told = {"told_by": ToldBy.TELEPHONE, "told_until": interview.told_until}
        _move(covered, ContactState.INFORMED, agent, **was_told)
    elif step == Step.REFUSED:
        _move(covered, ContactState.REFUSED, agent)
    if step in (Step.CLOSE, Step.REFUSED):
        for other in Contact.objects.alike(contact).uninformed():
            call_or_visit(other, by=agent)


def _move(contacts: Iterable[Contact], outcome: ContactState, agent: User, **also: object) -> None:
    for contact in contacts:
        move_subject(contact, outcome, by=agent, closed_at=timezone.now(), **also)
