"""How many examples hypothesis tries: a few in `make test`, many times as many in `make proof`."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

TIMES_AS_MANY = 20
"""As many as keep the whole of `make proof` well below 20 minutes on two cores."""
PROOF = "PROOF"
"""The environment variable by which `make proof` says that it is one (tools/devrun)."""


def examples(few: int) -> Callable[[Any], Any]:
    """`few` examples of a test that takes a while for each; `make proof` runs it with more."""
    chosen = settings(
        max_examples=few * TIMES_AS_MANY if PROOF in os.environ else few,
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: pytest.mark.examples(chosen(test))
