from django.db import transaction
from django.db.models import F

from accounts.models import User
from scenarios.models import Answer, Run
from scenarios.queries import conversation
from scenarios.refusals import AnswerIsStale
from scenarios.states import RunState
from scenarios.xlsform import Outcome


@transaction.atomic
def answer_question(
    run: Run, *, path: str, value: str, revision: int, by: User, repeat_key: str = ""
) -> Outcome:
    """One answer, saved as it is given.

    1. The page that asks must have seen the newest answer; the same answer sent twice counts once.
    2. The script checks it; a refused answer changes nothing and says why.
    3. It is added to the history; nothing is overwritten.

    `revision` is the run's as the page knows it. Refuses with AnswerIsStale when another window was faster.
    """
    if was_already_given(run, path, repeat_key, value, revision):
        run.refresh_from_db()
        return Outcome(value=value)
    outcome = conversation(run).answer(path, repeat_key, value)
    if not outcome.is_accepted:
        return outcome
    take_turn(run, revision)
    Answer.objects.create(
        run=run,
        region_id=run.region_id,
        path=path,
        repeat_key=repeat_key,
        value=outcome.value,
        revision=run.revision,
        answered_by=by,
    )
    return outcome


def take_turn(run: Run, revision: int) -> None:
    """Count the run's revision up, if it is still open and nobody else has meanwhile."""
    here = Run.objects.filter(pk=run.pk, state=RunState.OPEN, revision=revision)
    if not here.update(revision=F("revision") + 1):
        raise AnswerIsStale
    run.refresh_from_db()


def was_already_given(run: Run, path: str, repeat_key: str, value: str, revision: int) -> bool:
    """Whether the row that this answer would become is there: its acknowledgement was lost on the way."""
    given = Answer.objects.filter(run=run, revision=revision + 1, path=path, repeat_key=repeat_key).first()
    return given is not None and given.value == value
