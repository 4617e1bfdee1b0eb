"""What the person who starts the demo may choose, and the folders that follow from it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .trouble import CannotStart

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Wishes:
    """One demo: its port, its folder, and who is at work in it."""

    port: int
    home: Path
    colleagues: int
    """Simulated colleagues at their desks; 0 sends them home."""
    lab_every: int
    """Seconds between two laboratory posts; 0 for none."""

    @property
    def url(self) -> str:
        """The address people open."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def logs(self) -> Path:
        """The folder with one log per child."""
        return self.home / "logs"

    @property
    def settings(self) -> Path:
        """The file with the settings of the running demo, for `make manage`; secret."""
        return self.home / "settings.json"

    @property
    def handout(self) -> Path:
        """The file with the address, the logins and an example, for people and for tests; secret."""
        return self.home / "demo.json"

    @property
    def credentials(self) -> Path:
        """The file that the demo data leaves for the handout; secret."""
        return self.home / "credentials.json"


def wishes_from(environment: Mapping[str, str] = os.environ) -> Wishes:
    """Read PORT, DATA, COLLEAGUES and LAB_EVERY; refused in a sentence when one makes no sense."""
    return Wishes(
        port=_number(environment, "PORT", 8000, highest=65535),
        home=Path(environment.get("DATA") or CHECKOUT / ".demo").expanduser().resolve(),
        colleagues=_number(environment, "COLLEAGUES", 4, highest=200),
        lab_every=_number(environment, "LAB_EVERY", 45, highest=86_400),
    )


def _number(environment: Mapping[str, str], name: str, default: int, *, highest: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isdecimal() or int(text) > highest:
        raise CannotStart(f"{name} is {text!r}, and should be a whole number from 0 to {highest}.")
    return int(text)
