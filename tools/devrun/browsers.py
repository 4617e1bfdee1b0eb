"""A Chromium and a Firefox for the browser tests: the machine's own, installed or renewed by root where need be."""

import os
import re
import shutil
import subprocess

from .console import say
from .packages import install_packages
from .trouble import CannotStart

NAMES = {
    "CHROMIUM": ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
    "FIREFOX": ("firefox-esr", "firefox"),
}
"""The setting that names a browser, and the names it goes by on a search path; the first is Debian's package."""

OLDEST = {"FIREFOX": 143}
"""The oldest major version that can be driven; a browser that is not listed may be of any.

Playwright drives a Firefox it did not build over WebDriver BiDi and begins with `network.addDataCollector`, which
Firefox knows since 143 (Mozilla bug 1971780). An older one answers "unknown command", and no page ever opens.
"""

CHECKED = "BROWSERS_CHECKED"
"""Set in the environment once the sentences about browsers have been said, so that pytest does not repeat them."""

SECONDS_TO_SAY_A_VERSION = 300


def find_browser(setting: str) -> str | None:
    """The path of the browser that `setting` (CHROMIUM or FIREFOX) names, else of an installed one, new ones first."""
    chosen = os.environ.get(setting)
    if chosen:
        return shutil.which(chosen)
    installed = [path for path in map(shutil.which, NAMES[setting]) if path]
    return next((path for path in installed if _is_new_enough(setting, path)), next(iter(installed), None))


def shortcoming(setting: str) -> str | None:
    """Why the tests in this browser cannot run here, and what to do about it, in a sentence; None when they can."""
    package, found = NAMES[setting][0], find_browser(setting)
    remedy = f"or name one: {setting}=/path/to/it"
    if not found:
        return f"No {package} here. Install it, {remedy}"
    if _is_new_enough(setting, found):
        return None
    version = _major_version(found)
    here = f"{found} is version {version}" if version else f"{found} does not tell its version"
    return (
        f"{here}, and the browser tests need {setting.title()} {OLDEST[setting]} or newer. "
        f"Install the security updates of {package}, {remedy}"
    )


def provide_browsers() -> None:
    """Name both browsers in the environment, installing or renewing them when root can.

    Where one cannot be had, a sentence says so and its tests are skipped by name. With CI set that would hide
    a failure, so it is refused. A browser that the caller has named is left alone.
    """
    unfit = [setting for setting in NAMES if not os.environ.get(setting) and shortcoming(setting)]
    if unfit and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = [NAMES[setting][0] for setting in unfit]
        say(f"Installing {' and '.join(packages)} for the browser tests (100 MB each, up to a few minutes)")
        install_packages(packages)
    for setting in NAMES:
        _name_or_complain(setting)
    os.environ[CHECKED] = "1"


def _name_or_complain(setting: str) -> None:
    complaint = shortcoming(setting)
    if complaint is None:
        os.environ[setting] = find_browser(setting) or ""
        return
    if os.environ.get("CI"):
        raise CannotStart(complaint)
    say(f"{complaint}. Its tests are skipped.")


def _is_new_enough(setting: str, path: str) -> bool:
    return setting not in OLDEST or (_major_version(path) or 0) >= OLDEST[setting]


def _major_version(path: str) -> int | None:
    # A package that only points to a store (Ubuntu's firefox) is a program that fails when it is asked.
    try:
        answer = subprocess.run(
            [path, "--version"],
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS_TO_SAY_A_VERSION,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\b(\d+)\.\d", answer.stdout) if answer.returncode == 0 else None
    return int(found[1]) if found else None
