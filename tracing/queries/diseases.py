"""What laboratories may report."""

from django.db.models import QuerySet

from tracing.models import Disease


def reportable_diseases() -> QuerySet[Disease]:
    """The diseases whose results may be posted: all that the countries have loaded. The API's shape chooses from it."""
    return Disease.objects.all()
