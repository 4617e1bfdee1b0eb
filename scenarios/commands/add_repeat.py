from uuid import UUID

from django.db import transaction

from scenarios.commands.answer_question import count_up, lock_open
from scenarios.models import RepeatInstance, Run
from scenarios.queries import conversation
from scenarios.xlsform import Effect


@transaction.atomic
def add_repeat(run: Run, *, path: str, key: UUID) -> Effect:
    """Open one more turn of a repeat: one more contact, for instance. The script may refuse (too many).

    `key` comes from the page, so that the same click sent twice opens one turn.
    """
    lock_open(run)
    state = conversation(run)
    if run.repeats.filter(key=key).exists():
        return Effect(state)
    effect = state.add_repeat(path, str(key))
    if effect.is_accepted:
        RepeatInstance.objects.create(run=run, region_id=run.region_id, path=path, key=key)
        count_up(run)
    return effect
