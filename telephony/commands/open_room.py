from accounts.models import Region
from journal.steps import step
from telephony.models import Room


@step
def open_room(region: Region | None) -> Room:
    """A conversation is about to begin: its legs meet here. A caller's has no region until it is found."""
    return Room.objects.create(region=region)
