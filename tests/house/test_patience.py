"""A slow machine never turns a test red: how long the tests wait stands in one place, tests/patience.py."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, name_of, tree_of

TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if path.name != "patience.py")
LIMITED = {"timeout", "deadline"}
WAITS = {"wait", "wait_for", "join", "get_message", "set_default_timeout", "communicate", "sleep"}
STARTS = {"subprocess.Popen", "Popen", "threading.Thread", "Thread", "ThreadPoolExecutor"}
MAY_START = {"tests/processes.py", "tests/at_once.py", "tests/carrier/receiver.py"}
ON_PURPOSE = {
    "tests/carrier/test_personas.py": {15},  # how long a telephone rings
    "tests/journal/test_consumers.py": {0},  # a turn of the event loop
    "tests/journal/test_locks.py": {"ThreadPoolExecutor"},  # the second has to wait while the first goes on
    "tests/tools/devrun/test_supervision.py": {
        "subprocess.Popen"
    },  # killed on purpose; its children are what is tested
}


def calls_in(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def numbers_that_limit(call: ast.Call) -> Iterator[object]:
    """Numbers by which a call gives up: `timeout=5`, `wait(5)`."""
    name = ast.unparse(call.func).rpartition(".")[2]
    limits = [word.value for word in call.keywords if word.arg in LIMITED]
    limits += call.args if name in WAITS else []
    for limit in limits:
        if isinstance(limit, ast.Constant) and isinstance(limit.value, int | float):
            yield limit.value


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_no_test_has_a_limit_of_its_own(path):
    found = {number for call in calls_in(path) for number in numbers_that_limit(call)}
    assert not found - ON_PURPOSE.get(name_of(path), set()), "wait for tests.patience.PATIENCE"


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_who_starts_a_program_or_a_thread_sees_that_it_ends(path):
    found = {ast.unparse(call.func) for call in calls_in(path)} & STARTS
    allowed = STARTS if name_of(path) in MAY_START else ON_PURPOSE.get(name_of(path), set())
    assert not found - allowed, "use tests.processes.running or tests.at_once.at_once"
