from django.db import transaction
from django.utils import timezone

from scenarios.models import Run
from scenarios.queries import conversation
from scenarios.states import RunState


@transaction.atomic
def break_off_run(run: Run) -> None:
    """The conversation ended before its script did. Its answers stay; the next attempt goes on from them."""
    if run.state == RunState.OPEN:
        reached = conversation(run).reached_core
        run.move_to(RunState.BROKEN_OFF, ended_at=timezone.now(), reached_core=reached)
