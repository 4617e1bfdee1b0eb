from uuid import UUID

from django.db import transaction
from django.utils import timezone

from scenarios.commands.answer_question import count_up, lock_open
from scenarios.models import Run


@transaction.atomic
def remove_repeat(run: Run, *, path: str, key: UUID) -> None:
    """Take one turn of a repeat back. Its answers stay in the history and count no longer."""
    lock_open(run)
    if run.repeats.filter(path=path, key=key, removed_at=None).update(removed_at=timezone.now()):
        count_up(run)
