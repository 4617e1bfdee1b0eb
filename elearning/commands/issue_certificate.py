"""Somebody may take more calls."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from elearning.events import CertificateIssued
from elearning.models import Certificate, Course
from journal.announce import announce


@transaction.atomic
def issue_certificate(course: Course, *, user: User, now: datetime | None = None) -> Certificate:
    """Certify for the course's `valid_days` from now.

    1. One at a time for one person: two tabs would otherwise both find nothing and both issue.
    2. A certificate that is still valid is renewed: same code, later end. One that expired or was revoked stays
       as it was, and a new one is issued.
    3. Announce it: calls that need the course open at once.
    """
    now = now or timezone.now()
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    expires_at = now + timedelta(days=course.valid_days)
    certificate = Certificate.objects.valid(now).filter(user=user, course=course).first()
    if certificate:
        certificate.expires_at = max(certificate.expires_at, expires_at)
        certificate.save(update_fields=["expires_at"])
    else:
        certificate = Certificate.objects.create(
            user=user, course=course, issued_at=now, expires_at=expires_at
        )
    announce(CertificateIssued(user_id=user.pk, region_id=user.region_id, course_id=course.pk), by=user)
    return certificate
