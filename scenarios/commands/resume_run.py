from django.db import transaction

from scenarios.models import Run
from scenarios.states import RunState


@transaction.atomic
def resume_run(run: Run) -> None:
    """A conversation that broke off goes on where it stopped, with every answer it had."""
    if run.state == RunState.BROKEN_OFF:
        run.move_to(RunState.OPEN, ended_at=None)
