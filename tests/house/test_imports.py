"""Downward you call, upward you announce: import-linter reads the contracts in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT


def test_the_import_contracts_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
