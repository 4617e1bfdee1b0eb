"""A machine may not post any more."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Machine


@transaction.atomic
def revoke_machine_token(machine: Machine, *, now: datetime | None = None) -> Machine:
    """From the next request on, the machine's token answers 401. Revoking twice keeps the first moment."""
    Machine.objects.filter(pk=machine.pk, revoked_at=None).update(revoked_at=now or timezone.now())
    machine.refresh_from_db()
    return machine
