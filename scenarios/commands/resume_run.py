from django.db import transaction

from scenarios.commands.answer_question import count_up
from scenarios.models import Answer, Run
from scenarios.queries import conversation
from scenarios.states import RunState


@transaction.atomic(savepoint=False)
def resume_run(run: Run) -> None:
    """A conversation that broke off goes on with every answer it had, from its first page.

    Who answers the telephone this time has to be found out again, before a word is said about anybody's health: the
    answers that say so are taken back, and so is everything else that the script asks at every attempt.
    """
    if run.state != RunState.BROKEN_OFF:
        return
    run.move_to(RunState.OPEN, ended_at=None, step=0, reached_core=False)
    Answer.objects.bulk_create(
        Answer(
            run=run,
            region_id=run.region_id,
            subject=run.subject,
            path=path,
            repeat_key=key,
            value="",
            revision=count_up(run),
        )
        for path, key in conversation(run).asked_anew()
    )
