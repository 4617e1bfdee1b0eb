from uuid import UUID, uuid4

from django.db import transaction

from scenarios.commands.answer_question import take_turn
from scenarios.models import RepeatInstance, Run
from scenarios.queries import conversation
from scenarios.xlsform import Outcome


@transaction.atomic
def add_repeat(run: Run, *, path: str, revision: int, key: UUID | None = None) -> Outcome:
    """Open one more turn of a repeat: one more contact, for instance. The script may refuse (too many).

    `key` comes from the page, so that the same click sent twice opens one turn.
    """
    key = key or uuid4()
    if RepeatInstance.objects.filter(run=run, key=key).exists():
        return Outcome()
    outcome = conversation(run).add_repeat(path, str(key))
    if outcome.is_accepted:
        take_turn(run, revision)
        RepeatInstance.objects.create(run=run, region_id=run.region_id, path=path, key=key)
    return outcome
