"""The scripts that are shipped, as a start for every region: one folder each, one CSV for each sheet."""

from scenarios.library.build import SCRIPTS, build_xlsx

__all__ = ["SCRIPTS", "build_xlsx"]
