"""What tracing follows up, whichever kind it is."""

from journal.events import Event
from journal.moving import Moving


class Subject(Moving):
    """Somebody tracing follows up, and why: an index case, a contact. Its moves are announced (move_subject)."""

    class Meta:
        abstract = True

    def changed(self) -> Event:
        """The news that it stands somewhere else now, or is in other hands."""
        raise NotImplementedError
