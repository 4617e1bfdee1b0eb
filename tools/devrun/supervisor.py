"""Keeps the demo's processes alive, and stops all of them in order.

Without a *pillar* (the web server, PostgreSQL, Valkey) there is no call centre: its death stops everything. Any
other child is started again, as an operating system would, because losing it must lose nothing. One that keeps
dying stops everything too, unless it is a *guest* (the simulated colleagues), without whom the rest goes on.
"""

import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path

from .console import open_log, relay, say
from .engines import Engine
from .launch import ask, launch, see_off
from .trouble import CannotStart

GIVES_UP_AFTER = 5
WITHIN = 60.0
"""A child that died five times within sixty seconds will not get better by starting it a sixth time."""


@dataclass(frozen=True)
class Job:
    """What one child runs, and how it is treated when it ends by itself."""

    name: str
    command: Sequence[object]
    environment: Mapping[str, str]
    is_pillar: bool = False
    is_guest: bool = False
    patience: float = 10
    """Seconds it may take to stop when asked."""


@dataclass
class Child:
    """A job being done, with the moments at which it died."""

    job: Job
    process: subprocess.Popen[bytes]
    deaths: list[float] = field(default_factory=list)
    starts_again_at: float | None = None


class Supervisor:
    """The engines and children of one demo, in the order in which they started."""

    def __init__(self, folder: Path, logs: Path) -> None:
        """`folder` is where children run; `logs` is where their output goes."""
        self.folder = folder
        self.logs = logs
        self.engines: list[Engine] = []
        self.children: list[Child] = []

    def adopt(self, engine: Engine) -> None:
        """Watch an engine that is already running, and stop it last."""
        self.engines.append(engine)

    def start(self, job: Job) -> None:
        """Start a child; what it prints goes to its log, its warnings also to the terminal."""
        self.children.append(Child(job, self._launch(job)))

    def watch(self, now: float | None = None) -> None:
        """Look after everybody once: start again who died, refuse to go on without a pillar."""
        now = time.monotonic() if now is None else now
        for engine in self.engines:
            if engine.child.poll() is not None:
                raise CannotStart(self._obituary(engine.name, engine.child.returncode))
        for child in list(self.children):
            self._look_after(child, now)

    def stop(self) -> None:
        """Stop everybody: what leans on the pillars at once, then the pillars one by one, then the engines."""
        leaning = [*takewhile(lambda child: not child.job.is_pillar, reversed(self.children))]
        self._stop_together(leaning)
        for child in reversed(self.children[: len(self.children) - len(leaning)]):
            self._stop_together([child])
        for engine in reversed(self.engines):
            if not engine.stop():
                say(f"{engine.name} did not stop when asked and was killed")

    def _stop_together(self, children: Sequence[Child]) -> None:
        for child in children:
            ask(child.process, signal.SIGTERM)
        for child in children:
            if not see_off(child.process, child.job.patience):
                say(f"{child.job.name} did not stop within {child.job.patience:.0f} s and was killed")

    def _launch(self, job: Job) -> subprocess.Popen[bytes]:
        process = launch(job.command, folder=self.folder, output=subprocess.PIPE, environment=job.environment)
        log = open_log(self.logs / f"{job.name}.log")
        threading.Thread(target=relay, args=(job.name, process.stdout, log), daemon=True).start()
        return process

    def _look_after(self, child: Child, now: float) -> None:
        if child.starts_again_at is not None:
            if now >= child.starts_again_at:
                child.starts_again_at = None
                child.process = self._launch(child.job)
        elif child.process.poll() is not None:
            self._mourn(child, now)

    def _mourn(self, child: Child, now: float) -> None:
        job, code = child.job, child.process.returncode
        child.deaths = [*(death for death in child.deaths if now - death < WITHIN), now]
        if job.is_pillar:
            raise CannotStart(self._obituary(job.name, code))
        if len(child.deaths) > GIVES_UP_AFTER:
            self._give_up(child)
            return
        pause = 0.5 * 2 ** (len(child.deaths) - 1)
        child.starts_again_at = now + pause
        say(f"{job.name} {how_it_ended(code)}; starting it again in {pause:g} s. {self._log_hint(job.name)}")

    def _give_up(self, child: Child) -> None:
        name = child.job.name
        sentence = f"{name} ended {len(child.deaths)} times in a minute. {self._log_hint(name)}"
        if not child.job.is_guest:
            raise CannotStart(sentence)
        self.children.remove(child)
        say(f"{sentence}. The rest goes on without")

    def _obituary(self, name: str, code: int) -> str:
        return f"{name} {how_it_ended(code)}, and nothing works without it: stopping the rest. {self._log_hint(name)}"

    def _log_hint(self, name: str) -> str:
        return f"Its log: {self.logs / name}.log"


def how_it_ended(code: int) -> str:
    """An exit code in words: "ended with code 1", "was killed (SIGKILL)"."""
    if code >= 0:
        return f"ended with code {code}"
    return f"was killed ({signal.Signals(-code).name})"
