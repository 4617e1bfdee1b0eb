"""Reading the data files beside this module."""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def read(name: str) -> dict[str, Any]:
    """One of the TOML files, by its name without ending."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def postcodes() -> list[tuple[str, str]]:
    """Every Belgian postcode where people live, with the code of its region."""
    with (HERE / "postcodes.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["postcode"], row["region"]) for row in csv.DictReader(lines)]
