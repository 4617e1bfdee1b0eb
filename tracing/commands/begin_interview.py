import json
from typing import Any

from accounts.models import User
from calls.events import CallAccepted
from journal.steps import step
from scenarios.commands.resume_run import resume_run
from scenarios.commands.start_run import start_run
from scenarios.models import Run
from scenarios.queries import version_on_air
from scenarios.states import RunState
from tracing.commands.move_subject import move_subject
from tracing.models import Interview, Subject
from tracing.queries.conversations import interview_of
from tracing.queries.presets import preset_of
from tracing.refusals import NoScriptOnAir
from tracing.rules.quarantine import is_later


@step
def begin_interview(news: CallAccepted) -> None:
    """The agent has accepted a call: the script is opened before anybody answers.

    1. A case that waited for its call is open now. With a contact, what the conversation is about is fixed: every
       exposure they are yet to be told of, and the end of quarantine that binds.
    2. The conversation starts along the script on air, in the language of the call. One that broke off in an
       earlier attempt goes on where it stopped, with every answer; only the agent's name is new. One that was
       completed belongs to an earlier case, and one that has told an earlier end says what no longer holds: neither
       is opened again.

    A call of another kind does not concern us. Refuses a campaign without published script.
    """
    interview = interview_of(news.call_id)
    if interview is None:
        return
    # At hand: whoever has accepted the call holds it.
    agent = interview.call.held_by or User.objects.get(pk=news.agent_id)
    _open(interview.subject, agent)
    has_more_to_tell = _cover(interview, interview.subject)
    if interview.run and interview.run.state != RunState.COMPLETED and not has_more_to_tell:
        _take_over(interview.run, preset_of(interview, agent))
    else:
        _start(interview, agent)


def _open(subject: Subject, agent: User) -> None:
    """What waited for its call is under way now, where that is a state of its own."""
    follow_up = subject.FOLLOW_UP
    if subject.state == follow_up.waiting != follow_up.under_way:
        move_subject(subject, follow_up.under_way, by=agent)


def _cover(interview: Interview, subject: Subject) -> bool:
    """Fix what is told, also what a visit was to tell; True when that is a later end than an attempt may have told.

    First what is covered, then the end: nothing is covered whose end was not looked at.
    """
    subject.exposures_to_tell(interview).update(covered_by=interview)
    told_before, interview.told_until = interview.told_until, subject.last_day_at_home
    if interview.told_until != told_before:
        interview.save(update_fields=["told_until"])
    return is_later(interview.told_until, told_before)


def _start(interview: Interview, agent: User) -> None:
    """Start the run and tie it to the interview."""
    call = interview.call
    if not (version := version_on_air(call.campaign.script_id)):
        raise NoScriptOnAir
    whom: dict[str, Any] = {"region": call.region, "subject": call.subject, "language": call.lane.language}
    interview.run = start_run(version, **whom, preset=preset_of(interview, agent))
    interview.save(update_fields=["run"])


def _take_over(run: Run, preset: dict[str, str]) -> None:
    """Go on with a run that broke off; what is known may have changed since, the agent surely has."""
    resume_run(run)
    run.preset = json.dumps(preset, ensure_ascii=False)
    run.save(update_fields=["preset"])
