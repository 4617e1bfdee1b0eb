from uuid import UUID

from django.db import transaction
from django.utils import timezone

from scenarios.commands.answer_question import take_turn
from scenarios.models import RepeatInstance, Run


@transaction.atomic
def remove_repeat(run: Run, *, path: str, key: UUID, revision: int) -> None:
    """Take one turn of a repeat back. Its answers stay in the history and count no longer."""
    here = RepeatInstance.objects.filter(run=run, path=path, key=key, removed_at=None)
    if here.update(removed_at=timezone.now()):
        take_turn(run, revision)
