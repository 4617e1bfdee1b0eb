from django.db import OperationalError
from django.utils.translation import gettext_lazy as _

from journal.refusals import Refusal

# A lock that did not come in time, a statement that took too long, a deadlock (PostgreSQL, appendix A).
TRY_AGAIN = frozenset({"55P03", "57014", "40P01"})


class DatabaseIsBusy(Refusal):
    """Somebody else holds what this request needs: it was given up, and everything it had begun is undone."""

    code = "busy"
    message = _("Somebody else is working on this at the moment. Nothing was saved: try again.")
    http_status = 503


def as_refusal(error: Exception) -> Refusal | None:
    """The refusal that an error is, or means; None for a fault."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, OperationalError) and getattr(error.__cause__, "pgcode", None) in TRY_AGAIN:
        return DatabaseIsBusy()
    return None
