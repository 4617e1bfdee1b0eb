"""`make lock`: the package locks anew from pyproject.toml, with hashes and without any registry's address."""

import subprocess
import sys
from pathlib import Path

from .console import say
from .trouble import CannotStart
from .wishes import CHECKOUT

WITHOUT_ADDRESSES = (
    "--universal",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--python-version",
    "3.11",
)
LOCKS = (
    ("pyproject.toml", "--all-extras", "-o", "requirements.lock"),
    ("pyproject.toml", "--extra", "demo", "-c", "requirements.lock", "-o", "requirements-demo.lock"),
    ("pyproject.toml", "-c", "requirements.lock", "-o", "requirements-production.lock"),
)


def write_locks(arguments: list[str]) -> None:
    """Write the locks; `arguments` go to uv, for instance `--upgrade`. The first holds all that the others hold."""
    uv = Path(sys.executable).with_name("uv")
    if not uv.exists():
        raise CannotStart("Locks are written by uv, which is not in .venv: make it anew without NO_UV.")
    for lock in LOCKS:
        command = [uv, "pip", "compile", "--quiet", "--system-certs", *WITHOUT_ADDRESSES, *arguments, *lock]
        if subprocess.run(command, cwd=CHECKOUT, check=False).returncode:
            raise CannotStart(f"{lock[-1]} could not be written.")
    say("The locks are written: read the difference before you commit it")
