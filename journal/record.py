"""Who looked at whom."""

from typing import Any
from uuid import UUID

from journal.models import View


def record_view(*, by: Any, person: UUID, page: str) -> None:
    """Write down that `by` saw `person` (their opaque key) on `page`. If this fails, the page must fail too."""
    View.objects.create(viewer=by, person=person, page=page)
