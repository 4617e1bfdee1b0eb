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


def diseases() -> list[dict[str, Any]]:
    """Every file that describes a disease, whatever it is called."""
    files = [read(path.stem) for path in sorted(HERE.glob("*.toml"))]
    return [data for data in files if "disease" in data]


def postcodes() -> list[tuple[str, str]]:
    """Every Belgian postcode where people live, with the code of its region."""
    with (HERE / "postcodes.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["postcode"], row["region"]) for row in csv.DictReader(lines)]
