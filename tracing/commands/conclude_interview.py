from django.utils import timezone

from accounts.models import User
from calls.events import CallWrappedUp
from calls.states import Step
from journal.steps import step
from scenarios.commands.break_off_run import break_off_run
from scenarios.commands.complete_run import complete_run
from scenarios.models import Run
from scenarios.states import RunState
from tracing.commands.call_or_visit import call_or_visit
from tracing.commands.hand_to_field_team import hand_to_field_team
from tracing.commands.move_subject import move_subject
from tracing.models import Interview, Subject
from tracing.queries.conversations import interview_of
from tracing.refusals import NothingWasSaid
from tracing.rules.quarantine import is_later
from tracing.states import End


@step
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
    agent = User.objects.get(pk=news.agent_id)
    _end_run(interview.run, news.step, agent)
    subject = interview.subject
    if news.step == Step.FIELD:
        hand_to_field_team(subject, by=agent)
    elif end := subject.FOLLOW_UP.ends.get(Step(news.step)):
        _end(interview, end, was_told=news.step == Step.CLOSE, agent=agent)
    else:
        _wait_again(subject, agent)


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


def _end(interview: Interview, end: End, *, was_told: bool, agent: User) -> None:
    """What the conversation covered ends; whatever else this person is to be told is owed a call of its own.

    An end of quarantine that has moved beyond what was told has to be told: then nothing of it counts as told.
    """
    subject = interview.subject
    if not (was_told and is_later(subject.last_day_at_home, interview.told_until)):
        told = subject.as_told(interview) if was_told else {}
        for covered in subject.covered_in(interview):
            move_subject(covered, end.state, by=agent, closed_at=timezone.now(), **end.also, **told)
    for other in subject.alike().waiting():
        call_or_visit(other, by=agent)


def _wait_again(subject: Subject, agent: User) -> None:
    """It is to be tried again: back to where it stood before the call, where that is a state of its own."""
    follow_up = subject.FOLLOW_UP
    if subject.state == follow_up.under_way != follow_up.waiting:
        move_subject(subject, follow_up.waiting, by=agent)
