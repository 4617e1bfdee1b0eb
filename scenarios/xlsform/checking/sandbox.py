"""A process of its own for files from outside: little memory, little time, no secrets in its environment."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scenarios.xlsform.base.actions import ActionSpec

_ROOT = Path(__file__).resolve().parents[3]


class TookTooLong(Exception):
    """The file kept the process busy beyond its time."""


class FellOver(Exception):
    """The process died: out of memory, most likely."""


def inspect_apart(workbook: bytes, actions: Mapping[str, ActionSpec], seconds: float) -> dict[str, Any]:
    """The verdict of `checking/inspection.py` on a workbook. `seconds` of wall clock, and of processor."""
    listed = json.dumps({name: asdict(spec) for name, spec in actions.items()}).encode()
    try:
        finished = subprocess.run(  # noqa: S603 - our own module; the file arrives by standard input
            [sys.executable, "-m", "scenarios.xlsform", str(int(seconds) + 1)],
            input=listed + b"\n" + workbook,
            capture_output=True,
            timeout=seconds,
            cwd=_ROOT,
            env={"PATH": os.defpath, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    if finished.returncode != 0:
        raise TookTooLong if finished.returncode in (-9, -24) else FellOver
    verdict: dict[str, Any] = json.loads(finished.stdout)
    return verdict
