"""A Chromium and a Firefox for the browser tests: the machine's own, installed by root when missing."""

import os
import shutil
import subprocess

from .console import say
from .trouble import CannotStart

NAMES = {
    "CHROMIUM": ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
    "FIREFOX": ("firefox-esr", "firefox"),
}
"""The setting that names a browser, and the names it goes by on a search path; the first is Debian's package."""


def find_browser(setting: str) -> str | None:
    """The path of the browser that `setting` (CHROMIUM or FIREFOX) names, else of an installed one."""
    chosen = os.environ.get(setting)
    if chosen:
        return shutil.which(chosen)
    return next((path for path in map(shutil.which, NAMES[setting]) if path), None)


def provide_browsers() -> None:
    """Name both browsers in the environment, installing them when root can.

    Where one cannot be had, a sentence says so and its tests are skipped by name. With CI set that would hide
    a failure, so it is refused.
    """
    missing = [setting for setting in NAMES if not find_browser(setting)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _install([NAMES[setting][0] for setting in missing])
    for setting in NAMES:
        _name_or_complain(setting)


def _name_or_complain(setting: str) -> None:
    found = find_browser(setting)
    if found:
        os.environ[setting] = found
        return
    complaint = f"No {NAMES[setting][0]} here. Install it, or name one: {setting}=/path/to/it"
    if os.environ.get("CI"):
        raise CannotStart(complaint)
    say(f"{complaint}. Its tests are skipped.")


def _install(packages: list[str]) -> None:
    say(f"Installing {' and '.join(packages)} for the browser tests (100 MB each, up to a few minutes)")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=environment, check=False, stdout=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
