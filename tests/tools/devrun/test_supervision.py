"""The demo's supervisor as a real process with real children: its sentences, and nothing left behind."""

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tools.devrun.ports import free_port
from tools.devrun.wishes import CHECKOUT


class House:
    """A small house that runs, and what it prints."""

    def __init__(self, home: Path, port: int, colleagues: int = 0) -> None:
        settings = {"PORT": str(port), "DATA": str(home), "COLLEAGUES": str(colleagues)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.tools.devrun.small_house"],
            cwd=CHECKOUT,
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []

    def hears(self, words: str) -> str:
        """Read what it prints until a line has these words."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError(f"never said {words!r}:\n{''.join(self.said)}")

    def child(self, name: str) -> int:
        """The process number of a child."""
        found = re.search(rf"{name} is process (\d+)", "".join(self.said))
        assert found
        return int(found[1])

    def rest(self) -> str:
        """Everything else it prints until it ends."""
        return self.process.communicate(timeout=PATIENCE)[0]


def is_alive(process: int) -> bool:
    """Whether a process runs; one that ended and was not yet collected does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def gone(process: int) -> bool:
    """Wait until a process has ended."""
    try:
        with open(os.pidfd_open(process)) as handle:
            return bool(select.select([handle], [], [], PATIENCE)[0])
    except ProcessLookupError:
        return True


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Opens small houses, and closes them at the end."""
    houses: list[House] = []

    def open_one(port: int | None = None, home: Path = tmp_path, colleagues: int = 0) -> House:
        houses.append(House(home, port or free_port(), colleagues))
        return houses[-1]

    yield open_one
    for house in houses:
        house.process.kill()
        house.process.communicate()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_every_child(opened, sign):
    house = opened()
    house.hears("OPEN")
    house.process.send_signal(sign)
    assert "Everything has stopped" in house.rest()
    assert house.process.returncode == 0
    assert not is_alive(house.child("web"))
    assert not is_alive(house.child("worker"))


def test_a_killed_supervisor_leaves_nothing_behind(opened):
    house = opened()
    house.hears("OPEN")
    house.process.kill()
    assert gone(house.child("web"))
    assert gone(house.child("worker"))


def test_a_dead_pillar_stops_the_rest_with_its_name(opened):
    house = opened()
    house.hears("OPEN")
    os.kill(house.child("web"), signal.SIGKILL)
    assert "web was killed (SIGKILL), and nothing works without it" in house.rest()
    assert house.process.returncode == 1
    assert not is_alive(house.child("worker"))


def test_a_killed_worker_is_started_again(opened):
    house = opened()
    house.hears("OPEN")
    os.kill(house.child("worker"), signal.SIGKILL)
    assert "starting it again in 0.5 s" in house.hears("worker was killed (SIGKILL)")
    assert is_alive(house.child("web"))


def test_a_child_that_cannot_work_is_heard_and_leaves_its_log(opened, tmp_path):
    house = opened(colleagues=1)
    house.hears("colleagues | ERROR: no way to work")
    house.hears("colleagues ended with code 3")
    assert "no way to work" in (tmp_path / "logs" / "colleagues.log").read_text()


def test_a_taken_port_names_its_owner(opened, tmp_path):
    first = opened()
    first.hears("OPEN")
    port = int(Path(f"/proc/{first.child('web')}/cmdline").read_bytes().split(b"\0")[-2])
    second = opened(port=port, home=tmp_path / "other")
    assert f"is taken by process {first.child('web')}" in second.rest()
    assert second.process.returncode == 1


def test_a_second_start_on_the_same_data_names_the_first(opened):
    first = opened(port=(port := free_port()))
    first.hears("OPEN")
    second = opened(port=port)
    said = second.rest()
    assert "A demo already runs on the data in" in said
    assert f"process {first.process.pid}" in said
    assert is_alive(first.child("web"))
