import logging

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from journal.refusals import Refusal
from scenarios.commands.invoke_action import invoke_action
from scenarios.models import Run
from scenarios.queries import conversation
from scenarios.states import RunState
from scenarios.xlsform import ActionCall

log = logging.getLogger(__name__)


@transaction.atomic(savepoint=False)
def break_off_run(run: Run, *, by: User) -> None:
    """The conversation ended before its script did. Its answers stay; the next attempt goes on from them.

    1. Close it, and note whether its core was reached.
    2. Do what the script asks for where nothing is open: people who were named are warned although the citizen then
       hung up or refused. What an action refuses waits for the next attempt; nobody is on the line to be asked.
    """
    if run.state != RunState.OPEN:
        return
    state = conversation(run)
    run.move_to(RunState.BROKEN_OFF, ended_at=timezone.now(), reached_core=state.reached_core)
    for call in state.planned_actions():
        if state.is_ready(call):
            _invoke_if_possible(call, run, by)


def _invoke_if_possible(call: ActionCall, run: Run, by: User) -> None:
    try:
        invoke_action(call, run=run, by=by)
    except Refusal as refusal:
        log.info("run %s: %s was refused: %s", run.pk, call.name, refusal.code)
