#!/usr/bin/env python3
"""Sets this checkout up, then runs it: `python3 run.py demo`, `test`, `proof`, `check`, `manage`, `reset`, `lock`.

Only the standard library, and only syntax that older Pythons can read, so that they get a sentence instead of
a traceback. `make` is a shorter way to type the same. Set-up happens when it is needed: a virtual environment,
then the packages of the committed lock, each checked against its hash. `tools/devrun` does the rest.
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
UV = ENVIRONMENT / "bin" / "uv"
OLDEST = (3, 11)
NEWEST_KNOWN = 15
DEMO, EVERYTHING = "requirements-demo.lock", "requirements.lock"
NEEDS = {
    "demo": DEMO,
    "reset": DEMO,
    "manage": DEMO,
    "test": EVERYTHING,
    "proof": EVERYTHING,
    "check": EVERYTHING,
    "lock": EVERYTHING,
}
NOT_FOR_PYTHON = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH", "ARGS")
"""Settings of the caller that would slow Python down or lead it to other packages."""

STARTED = time.monotonic()


def say(sentence: str) -> None:
    """Print a line with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:6.1f} s] {sentence}", flush=True)


def newer_python() -> str | None:
    """The path of a Python that is new enough, if this machine has one beside the one that runs us."""
    names = (f"python3.{minor}" for minor in range(NEWEST_KNOWN, OLDEST[1] - 1, -1))
    return next((path for path in map(shutil.which, names) if path), None)


def insist_on_python(version: tuple[int, ...], found: Callable[[], str | None] = newer_python) -> None:
    """Go on only under Python 3.11 or newer; restart ourselves with a newer one when there is one."""
    if version >= OLDEST:
        return
    newer = found()
    if newer:
        os.execv(newer, [newer, *sys.argv])  # noqa: S606
    sys.exit(
        "This needs Python {}.{} or newer, and python3 here is {}.{}. Install a newer one "
        "(Debian 12, Ubuntu 24.04 and Fedora 39 have it), then type the same again.".format(*OLDEST, *version)
    )


def run_while_telling(command: list[object], what: str) -> tuple[int, str]:
    """Run `command` quietly, saying every ten seconds that `what` goes on; its exit code and its output."""
    running = subprocess.Popen(
        [str(word) for word in command],
        cwd=HERE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    while True:
        try:
            output, _errors = running.communicate(timeout=10)
            return running.returncode, output
        except subprocess.TimeoutExpired:
            say(f"  … still {what}")


def environment_works() -> bool:
    """Whether .venv holds a Python of our own version that runs."""
    ask = "import sys; print(tuple(sys.version_info[:2]))"
    try:
        answer = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.stdout.strip() == str(tuple(sys.version_info[:2]))


def make_environment() -> None:
    """Make the virtual environment, with pip in it."""
    say("Making a virtual environment in .venv (about 5 s)")
    code, output = run_while_telling([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], "making it")
    if code:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        version = "{}.{}".format(*sys.version_info[:2])
        sys.exit(
            f"{output}\nPython could not make a virtual environment. On Debian and Ubuntu its module is a package "
            f"of its own: apt-get install python{version}-venv"
        )


def stamp(lock: str) -> Path:
    """The file that says: this version of `lock` is installed."""
    digest = hashlib.sha256((HERE / lock).read_bytes()).hexdigest()
    return ENVIRONMENT / f".installed-{digest[:16]}"


def is_installed(lock: str) -> bool:
    """Whether the last installation was exactly this lock, or the one that holds everything."""
    return stamp(lock).exists() or stamp(EVERYTHING).exists()


def prepare(lock: str) -> None:
    """Have a virtual environment with the packages of `lock`."""
    if not environment_works():
        make_environment()
    if is_installed(lock):
        return
    fetch_uv()
    count = sum(line[:1].isalpha() for line in (HERE / lock).read_text().splitlines())
    say(f"Installing {count} packages, each checked against its hash (the slow part: 10 to 90 s)")
    if not (install_with_uv(lock) or install_with_pip(lock)):
        sys.exit("The packages could not be installed. Can this machine reach a package registry?")
    for old in ENVIRONMENT.glob(".installed-*"):
        old.unlink()
    stamp(lock).touch()
    say("Packages installed")


def fetch_uv() -> None:
    """Get uv, which installs packages several times as fast as pip; without it pip does the work."""
    if UV.exists() or os.environ.get("NO_UV"):
        return
    say("Fetching uv, a fast installer (about 4 s; NO_UV=1 goes without)")
    code, _output = run_while_telling([*pip_install(), "-r", "requirements-uv.lock"], "fetching uv")
    if code:
        say("uv cannot be had here: pip does the work, and takes three times as long")


def install_with_uv(lock: str) -> bool:
    """Install `lock` by uv; False when that fails, for instance where only pip is told of the registry."""
    if not UV.exists() or os.environ.get("NO_UV"):
        return False
    uv = [UV, "pip", "install", "--quiet", "--system-certs", "--require-hashes", "--python", PYTHON]
    code, output = run_while_telling([*uv, "-r", lock], "installing")
    if code:
        say(f"uv did not manage: {' '.join(output.split())[:200]}")
        say("Trying pip")
    return code == 0


def install_with_pip(lock: str) -> bool:
    """Install `lock` by pip, which also knows the proxies and registries of its own configuration."""
    code, output = run_while_telling([*pip_install(), "--no-compile", "-r", lock], "installing")
    if code:
        print(output)
    return code == 0


def pip_install() -> list[object]:
    """The start of every installation by pip."""
    return [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]


def become(command: str, arguments: list[str]) -> None:
    """Replace ourselves by `tools.devrun`, under the environment's Python."""
    settings = {name: value for name, value in os.environ.items() if name not in NOT_FOR_PYTHON}
    settings["STARTED_AT"] = str(STARTED)
    os.chdir(HERE)
    sys.stdout.flush()
    os.execve(PYTHON, [str(PYTHON), "-m", "tools.devrun", command, *arguments], settings)  # noqa: S606


def main() -> None:
    """Set up what the command named first needs, and hand over to it."""
    insist_on_python(sys.version_info[:2])
    command = sys.argv[1] if len(sys.argv) > 1 else "demo"
    if command not in NEEDS:
        sys.exit(f"python3 run.py knows: {', '.join(NEEDS)}. `make help` says what each does.")
    prepare(NEEDS[command])
    become(command, [*sys.argv[2:], *shlex.split(os.environ.get("ARGS", ""))])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped.")
