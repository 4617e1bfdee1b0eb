from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import User
from journal.announce import announce
from scenarios.events import RunCompleted
from scenarios.models import ActionInvocation, Run
from scenarios.queries import conversation
from scenarios.refusals import RunIsIncomplete
from scenarios.states import RunState
from scenarios.xlsform import ActionCall


@transaction.atomic
def complete_run(run: Run, *, by: User) -> None:
    """The conversation has reached the end of its script.

    1. Every required question is answered and every answer still holds.
    2. The run is closed; a second click finds it closed and is refused.
    3. What the script asks for is done, in its order: contacts are named, for instance. All of it or nothing.
    4. Announce it.
    """
    state = conversation(run)
    if not state.is_complete:
        raise RunIsIncomplete
    run.move_to(RunState.COMPLETED, ended_at=timezone.now(), reached_core=True)
    for call in state.planned_actions():
        invoke(call, run=run, by=by)
    announce(RunCompleted(region_id=run.region_id, run_id=run.pk), by=by)


def invoke(call: ActionCall, *, run: Run, by: User) -> None:
    """Do what one row of the script asks for, once: the row in the table says that it was done."""
    ActionInvocation.objects.create(run=run, path=call.path, repeat_key=call.repeat_key, action=call.name)
    action: Any = import_string(settings.SCENARIO_ACTIONS)[call.name]
    action(run=run, by=by, **call.args)
