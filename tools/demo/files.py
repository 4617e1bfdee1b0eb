"""Reading the demonstration's data file."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def demo() -> dict[str, Any]:
    """What demo.toml holds."""
    return tomllib.loads((Path(__file__).parent / "demo.toml").read_text(encoding="utf-8"))
