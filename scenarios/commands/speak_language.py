from django.db import transaction

from scenarios.commands.answer_question import lock_open
from scenarios.models import Run
from scenarios.queries import form_of


@transaction.atomic
def speak_language(run: Run, *, language: str) -> None:
    """The conversation goes on in another language of the script; answers stay as they are.

    A language that the script does not have changes nothing.
    """
    lock_open(run)
    if language in form_of(run.version_id).languages:
        run.language = language
        Run.objects.filter(pk=run.pk).update(language=language)
