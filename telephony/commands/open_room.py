from django.db import transaction

from accounts.models import Region
from telephony.models import Room


@transaction.atomic
def open_room(region: Region | None) -> Room:
    """A conversation is about to begin: its legs meet here. A caller's has no region until it is found."""
    return Room.objects.create(region=region)
