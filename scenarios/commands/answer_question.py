from django.db import transaction

from accounts.models import User
from scenarios.models import Answer, Run
from scenarios.queries import answers_of, conversation
from scenarios.refusals import AnswerIsStale, RunHasMovedOn
from scenarios.states import RunState
from scenarios.xlsform import Effect


@transaction.atomic
def answer_question(
    run: Run, *, path: str, value: str, revision: int, by: User, repeat_key: str = ""
) -> Effect:
    """One answer, saved as it is given.

    1. The run is locked, so that two windows answer one after the other.
    2. The same answer again changes nothing: its acknowledgement was lost on the way.
    3. A question that another window has answered since this page was made is refused with AnswerIsStale.
    4. The script checks the answer; a refused one changes nothing and says why.
    5. It is added to the history; nothing is overwritten.

    `revision` is the run's as the page knew it when it was made.
    """
    lock_open(run)
    given = answers_of(run)
    newest = next((one for one in reversed(given) if (one.path, one.repeat_key) == (path, repeat_key)), None)
    state = conversation(run, given)
    if newest and newest.value == value:
        return Effect(state, value=value)
    if newest and newest.revision > revision:
        raise AnswerIsStale
    effect = state.answer(path, repeat_key, value)
    if effect.is_accepted:
        Answer.objects.create(
            run=run,
            region_id=run.region_id,
            subject=run.subject,
            path=path,
            repeat_key=repeat_key,
            value=effect.value,
            revision=count_up(run),
            answered_by=by,
        )
    return effect


def lock_open(run: Run) -> None:
    """Hold the run's row until the transaction ends; refuses with RunHasMovedOn when it is closed."""
    mine = Run.objects.select_for_update().filter(pk=run.pk, state=RunState.OPEN)
    revision = mine.values_list("revision", flat=True).first()
    if revision is None:
        raise RunHasMovedOn
    run.revision = revision


def count_up(run: Run) -> int:
    """The run's next revision; the row is locked."""
    run.revision += 1
    Run.objects.filter(pk=run.pk).update(revision=run.revision)
    return run.revision
