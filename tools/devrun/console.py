"""What the terminal shows: our own lines with the time since the start, and the children's warnings."""

import os
import re
import sys
import time
from pathlib import Path
from typing import IO

STARTED = float(os.environ.pop("STARTED_AT", time.monotonic()))
"""The moment run.py began, so that the seconds shown include setting up."""

COLOURS = (36, 33, 35, 32, 34, 31)
LOUD = re.compile(r"\b(WARNING|ERROR|CRITICAL|FATAL|PANIC)\b")
QUIET_FOR = 60.0
"""Seconds for which the terminal does not repeat what a child already said; the log has it all."""
LARGEST_LOG = 5_000_000
"""Bytes: a log that is larger at the start is begun anew."""


def say(sentence: str) -> None:
    """Print a line with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:6.1f} s] {sentence}", flush=True)


def open_log(file: Path) -> IO[bytes]:
    """Open a child's log for appending, or anew when it has grown too large."""
    file.parent.mkdir(parents=True, exist_ok=True)
    too_large = file.exists() and file.stat().st_size > LARGEST_LOG
    return file.open("wb" if too_large else "ab", buffering=0)


def relay(name: str, stream: IO[bytes], log: IO[bytes]) -> None:
    """Copy a child's output to its log until it ends, and its warnings to the terminal behind its name."""
    said: dict[str, float] = {}
    with stream, log:
        for line in stream:
            log.write(line)
            text = line.decode(errors="replace").rstrip()
            if LOUD.search(text) and is_new(text, said, time.monotonic()):
                print(f"{_label(name)} {text}", flush=True)


def is_new(text: str, said: dict[str, float], now: float) -> bool:
    """Whether `text` is more than a recent line with other numbers in it; `said` remembers, in seconds."""
    gist = re.sub(r"\d+", "0", text)
    if now - said.get(gist, -QUIET_FOR) < QUIET_FOR:
        return False
    said[gist] = now
    return True


def _label(name: str) -> str:
    label = f"{name:>10} |"
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return label
    return f"\033[{COLOURS[sum(name.encode()) % len(COLOURS)]}m{label}\033[0m"
