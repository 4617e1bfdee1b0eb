"""Somebody goes home."""

from django.db import transaction

from accounts.events import SignedOut
from accounts.models import User
from journal.announce import announce


@transaction.atomic
def sign_out(user: User) -> None:
    """Announce that somebody leaves; an agent's presence ends with it. The session is the page's affair."""
    announce(SignedOut(user_id=user.pk, region_id=user.region_id), by=user)
