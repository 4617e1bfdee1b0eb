"""When an index case could infect others."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Window:
    """From the first to the last contagious day, both included."""

    begins_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        return self.begins_on <= day <= self.ends_on


def contagious_window(
    specimen_date: date, onset_date: date | None, *, days_before: int, isolation_days: int
) -> Window:
    """Counted from the first symptoms, or from the specimen while there are none.

    Belgium 2020-2022: from two days before, until the end of isolation. Somebody who tested positive before they fell
    ill was contagious before the specimen, not only before the symptoms.
    """
    start = onset_date or specimen_date
    earliest = min(start, specimen_date)
    return Window(earliest - timedelta(days=days_before), start + timedelta(days=isolation_days))
