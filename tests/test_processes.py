"""What a test started has ended when the test has, with everything that it started itself."""

import signal
import sys
from subprocess import PIPE

import pytest

from tests.processes import end, members, running, start

# A parent that ends when asked, and a child of it that is deaf to that: as a worker and its timetable.
DEAF = (
    "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('here', flush=True); signal.pause()"
)
FAMILY = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {DEAF!r}])"


@pytest.fixture
def family():
    process = start([sys.executable, "-c", FAMILY], stdout=PIPE, text=True)
    with process.stdout as said:
        assert said.readline() == "here\n"
    yield process
    end(process, signal.SIGKILL)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_of_a_family_nobody_is_left(family, sign):
    assert len(members(family.pid)) == 2
    assert end(family, sign) == -sign
    assert members(family.pid) == []


def test_a_test_that_fails_leaves_nobody_either():
    with (
        pytest.raises(ZeroDivisionError),
        running([sys.executable, "-c", DEAF.replace("SIGTERM", "SIGUSR1")]) as process,
    ):
        raise ZeroDivisionError
    assert members(process.pid) == []


def test_ending_twice_changes_nothing(family):
    assert end(family) == end(family)
