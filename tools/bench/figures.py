"""What a measurement says: one JSON object a line for programs, a table for people."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

COLUMNS = ("p50_ms", "p95_ms", "p99_ms", "per_second", "limit_per_second", "ratio_to_limit")


@dataclass(frozen=True)
class Figures:
    """One measurement. `sizes` say how much of what; rates are per second of wall time; `limit` is the bare rate.

    `milliseconds` holds the time of each single thing.
    """

    what: str
    sizes: dict[str, Any]
    milliseconds: Sequence[float]
    per_second: float
    limit_per_second: float
    more: dict[str, Any] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """Everything, rounded to what can be trusted."""
        return {
            "what": self.what,
            **self.sizes,
            "p50_ms": short(percentile(self.milliseconds, 50)),
            "p95_ms": short(percentile(self.milliseconds, 95)),
            "p99_ms": short(percentile(self.milliseconds, 99)),
            "per_second": short(self.per_second),
            "limit_per_second": short(self.limit_per_second),
            "ratio_to_limit": short(self.per_second / self.limit_per_second),
            **self.more,
        }


def percentile(values: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile: a value that was really measured."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]


def short(value: float) -> float:
    """Three significant digits."""
    return float(f"{value:.3g}")


def as_line(figures: Figures) -> str:
    """For programs."""
    return json.dumps(figures.facts())


def as_table(measured: Iterable[Figures]) -> str:
    """For people."""
    rows: list[tuple[str, ...]] = [("what", *COLUMNS)]
    for facts in (figures.facts() for figures in measured):
        sizes = ", ".join(
            f"{name} {value}" for name, value in facts.items() if name not in ("what", *COLUMNS)
        )
        rows.append((f"{facts['what']} ({sizes})", *(f"{facts[name]:,g}" for name in COLUMNS)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            text.ljust(width) if place == 0 else text.rjust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
