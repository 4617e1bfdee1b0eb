"""What laboratories may report."""

from django.db.models import QuerySet

from journal.reference import as_last_read
from tracing.models import Disease


@as_last_read
def disease_of(code: str) -> Disease | None:
    """The disease of a code, as last read; None when the countries have loaded none."""
    return Disease.objects.filter(code=code).first()


def reportable_diseases() -> QuerySet[Disease]:
    """The diseases whose results may be posted: all that the countries have loaded. The API's shape chooses from it."""
    return Disease.objects.all()
