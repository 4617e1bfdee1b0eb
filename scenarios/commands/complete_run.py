from django.db import transaction
from django.utils import timezone

from accounts.models import User
from journal.announce import announce
from scenarios.commands.invoke_action import invoke_action
from scenarios.events import RunCompleted
from scenarios.models import Run
from scenarios.queries import conversation
from scenarios.refusals import CoreWasNotReached, RunIsIncomplete
from scenarios.states import RunState
from scenarios.xlsform import Conversation


@transaction.atomic(savepoint=False)
def complete_run(run: Run, *, by: User) -> None:
    """The conversation has reached the end of its script.

    1. The right person was on the line and the core of the script was answered, else CoreWasNotReached. Every
       required question is answered and every answer still holds, else RunIsIncomplete, which names them.
    2. The run is closed; a second click finds it closed and is refused.
    3. What the script asks for is done, in its order: contacts are named, for instance. All of it or nothing; what was
       done when the conversation broke off is not done again.
    4. Announce it.
    """
    state = conversation(run)
    _refuse_incomplete(state)
    run.move_to(RunState.COMPLETED, ended_at=timezone.now(), reached_core=True)
    for call in state.planned_actions():
        invoke_action(call, run=run, by=by)
    announce(RunCompleted(region_id=run.region_id, run_id=run.pk), by=by)


def _refuse_incomplete(state: Conversation) -> None:
    """What can be answered now is named; where that is nothing, nobody spoke about what the call is for."""
    if still_open := state.open_questions():
        raise RunIsIncomplete([state.name_of(error.path, error.repeat_key) for error in still_open])
    if not state.is_complete:
        raise CoreWasNotReached
