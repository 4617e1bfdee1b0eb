"""Processor time of everything that is ours while a house runs, by process."""

import os
from contextlib import closing
from pathlib import Path

from journal.broadcast import broker
from tools.bench.house import House
from tools.bench.scratch import connected

TICKS = os.sysconf("SC_CLK_TCK")
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = %s"


class Used(dict[str, float]):
    """Processor seconds by whose they are: `web`, each worker, `beat`, `database`, `valkey`."""

    def __sub__(self, before: "Used") -> "Used":
        return Used({whose: seconds - before.get(whose, 0.0) for whose, seconds in self.items()})

    def scaled(self, factor: float) -> "Used":
        """So many times as much."""
        return Used({whose: seconds * factor for whose, seconds in self.items()})

    def in_all(self) -> float:
        """Everybody's."""
        return sum(self.values())


class Processor:
    """Reads the kernel's count (Linux). Connections that ended are missed from the last look on."""

    def __init__(self, house: House, database: str) -> None:
        self.house, self.database = house, database
        self._backends: dict[int, float] = {}

    def used(self) -> Used:
        """Since each process began; the telephone company is not ours."""
        ours = {name: _seconds(pid) for name, pid in self.house.pids.items() if name != "carrier"}
        with closing(connected("postgres")) as server, server.cursor() as cursor:
            cursor.execute(BACKENDS, [self.database])
            self._backends |= {pid: _seconds(pid) for (pid,) in cursor.fetchall()}
        cpu = broker().info("cpu")
        valkey = float(cpu["used_cpu_user"]) + float(cpu["used_cpu_sys"])
        return Used({**ours, "database": sum(self._backends.values()), "valkey": valkey})


def _seconds(pid: int) -> float:
    """User and system time of one process, all its threads (proc(5), fields 14 and 15)."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / TICKS
