from django.db import transaction

from tracing.models import IdempotencyRecord, LabReport
from tracing.refusals import KeyWasUsedForSomethingElse


@transaction.atomic(savepoint=False)
def use_idempotency_key(key: str, *, report: LabReport) -> None:
    """Note that a laboratory posted this report under this key (draft-ietf-httpapi-idempotency-key-header).

    The same key for another report is refused, and with it everything that this post would have changed.
    """
    if not key:
        return
    mine = IdempotencyRecord(
        laboratory_id=report.laboratory_id, key=key, content_hash=bytes(report.content_hash), report=report
    )
    IdempotencyRecord.objects.bulk_create([mine], ignore_conflicts=True)
    held = IdempotencyRecord.objects.get(laboratory_id=report.laboratory_id, key=key)
    if bytes(held.content_hash) != mine.content_hash:
        raise KeyWasUsedForSomethingElse
