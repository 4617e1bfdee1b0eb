"""What a newcomer is told once the demo lives: address, logins, and a line to paste."""

import json
import shlex
from typing import Any

from .vault import write_privately
from .wishes import Wishes

INTAKE = "api/v1/lab-reports"


def write_handout(wishes: Wishes) -> dict[str, Any]:
    """Write `demo.json`: `url`, `users`, `lab_token` and `example_lab_report`; returns the same."""
    left_by_the_data = json.loads(wishes.credentials.read_text()) if wishes.credentials.exists() else {}
    handout = {"url": wishes.url, "users": {}, **left_by_the_data}
    write_privately(wishes.handout, json.dumps(handout, indent=2, ensure_ascii=False) + "\n")
    return handout


def readable(handout: dict[str, Any], wishes: Wishes) -> str:
    """The handout as a page of text for the terminal."""
    users = handout["users"]
    widest = max((len(user["username"]) for user in users.values()), default=0)
    logins = [f"  {role:<12}{user['username']:<{widest}}  {user['password']}" for role, user in users.items()]
    return "\n".join(
        [
            "",
            f"The call centre is open: {handout['url']}",
            "",
            *(["Sign in as", *logins, ""] if logins else []),
            *([*_lab_lines(handout), ""] if "lab_token" in handout else []),
            f"The same in {wishes.handout}. Logs in {wishes.logs}.",
            "Nobody real is called: the telephone company is simulated. Ctrl-C stops everything.",
        ]
    )


def curl(handout: dict[str, Any]) -> str:
    """One line for a shell that posts a positive result as a laboratory."""
    words = ["curl", "--silent", "--show-error", f"{handout['url']}{INTAKE}"]
    words += ["-H", f"Authorization: Bearer {handout['lab_token']}", "-H", "Content-Type: application/json"]
    words += ["-d", json.dumps(handout["example_lab_report"], ensure_ascii=False)]
    return shlex.join(words)


def _lab_lines(handout: dict[str, Any]) -> list[str]:
    return ["Be a laboratory: paste this into another terminal, and watch the queue", "", curl(handout)]
