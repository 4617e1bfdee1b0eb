from django.db import transaction

from scenarios.models import Run


@transaction.atomic
def turn_page(run: Run, *, to: int) -> None:
    """Remember the page on show (from 0), so that a reload or the next agent starts there."""
    run.step = max(0, to)
    Run.objects.filter(pk=run.pk).update(step=run.step)
