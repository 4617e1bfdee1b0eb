"""What the colleagues have done so far."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

SHOWN = ("taken", "reached", "completed", "contacts named", "reports posted", "errors")


class Tally(Counter[str]):
    """Counts by name. `errors by` tells what went wrong, once a minute."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: Counter[str] = Counter()

    def fault(self, what: str) -> None:
        """Something went wrong that a person would have grumbled about."""
        self["errors"] += 1
        self.faults[what] += 1

    def line(self, now: datetime) -> str:
        """One line for the terminal; the faults since the last line are named."""
        figures = ", ".join(f"{name} {self[name]}" for name in SHOWN)
        named = "; ".join(f"{count}× {what}" for what, count in self.faults.most_common(5))
        self.faults.clear()
        return f"{now:%H:%M} {figures}" + (f" ({named})" if named else "")


Say = Callable[[str], None]
