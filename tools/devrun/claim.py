"""One demo at a time on one folder of data."""

import fcntl
import os
from pathlib import Path
from typing import IO

from .ports import command_of
from .trouble import CannotStart

FILE = "lock"


def claim(home: Path) -> IO[str]:
    """Claim the data in `home` for this process, until the file that comes back is closed.

    Refused while another process holds it. The kernel frees the claim of a process that was killed.
    """
    home.mkdir(parents=True, exist_ok=True)
    file = (home / FILE).open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise CannotStart(
            f"A demo already runs on the data in {home}{_holder(file)}. Stop it with Ctrl-C in its terminal, "
            "or use another folder and port: make demo DATA=/some/where PORT=8001"
        ) from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def is_claimed(home: Path) -> bool:
    """Whether a demo runs on the data in `home` at this moment."""
    if not (home / FILE).exists():
        return False
    with (home / FILE).open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _holder(file: IO[str]) -> str:
    file.seek(0)
    number = file.read().strip()
    try:
        return f" (process {number}: {command_of(int(number))[:80]})"
    except (ValueError, OSError):
        return ""
