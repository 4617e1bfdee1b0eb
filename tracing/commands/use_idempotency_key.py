from django.db import transaction

from journal.inserting import insert_unless_there
from tracing.models import IdempotencyRecord, LabReport
from tracing.refusals import KeyWasUsedForSomethingElse


@transaction.atomic(savepoint=False)
def use_idempotency_key(key: str, *, report: LabReport) -> None:
    """Note that a laboratory posted this report under this key (draft-ietf-httpapi-idempotency-key-header).

    The same key for another report is refused, and with it everything that this post would have changed.
    """
    if not key:
        return
    content = bytes(report.content_hash)
    use = IdempotencyRecord(laboratory_id=report.laboratory_id, key=key, content_hash=content, report=report)
    if insert_unless_there(use):
        return
    used = IdempotencyRecord.objects.get(laboratory_id=report.laboratory_id, key=key)
    if bytes(used.content_hash) != content:
        raise KeyWasUsedForSomethingElse
