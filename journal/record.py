"""Who looked at whom."""

from typing import Any
from uuid import UUID

from journal.models import View


def record_view(*, by: Any, person: UUID, region_id: int | None, page: str) -> None:
    """Write down that `by` saw `person` (their opaque key) of a region on `page`.

    `region_id` is None while nobody knows it. If this fails, the page must fail too.
    """
    View.objects.create(viewer=by, person=person, region_id=region_id, page=page)
