"""Somebody may take these calls no longer."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from elearning.events import CertificateRevoked
from elearning.models import Certificate
from journal.announce import announce


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, by: User, now: datetime | None = None) -> Certificate:
    """Revoke from now on and announce it. Revoking twice keeps the first moment and says nothing."""
    here = Certificate.objects.filter(pk=certificate.pk, revoked_at=None)
    if here.update(revoked_at=now or timezone.now()):
        learner = certificate.user
        announce(
            CertificateRevoked(
                user_id=learner.pk, region_id=learner.region_id, course_id=certificate.course_id
            ),
            by=by,
        )
    certificate.refresh_from_db()
    return certificate
