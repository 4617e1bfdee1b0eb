"""Content that the house brings along: the pauses that the system gives by itself."""

import tomllib
from functools import cache
from pathlib import Path

from accounts.fields import Texts

NO_ANSWER_TO_OFFER = "no_answer_to_offer"
DECLINED_OFFER = "declined_offer"
LINE_FAILED = "line_failed"


@cache
def system_pauses() -> dict[str, Texts]:
    """The label of each, in every language of the screens, by its code."""
    pauses: dict[str, Texts] = tomllib.loads((Path(__file__).parent / "pauses.toml").read_text())
    return pauses
