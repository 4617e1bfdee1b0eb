"""A house with three simple children under the demo's real supervisor: `python -m tests.tools.devrun.small_house`."""

import sys

from tools.devrun.console import say
from tools.devrun.demo import run_demo
from tools.devrun.supervisor import Job, Supervisor
from tools.devrun.trouble import CannotStart
from tools.devrun.wishes import Wishes, wishes_from

LISTEN = (
    "import signal, socket, sys; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); signal.pause()"
)
WAIT = "import signal; signal.pause()"
LEAVE = "print('ERROR: no way to work'); raise SystemExit(3)"


def open_small_house(supervisor: Supervisor, wishes: Wishes) -> None:
    """Start a web server that only holds its port, a worker that only waits, and perhaps one that cannot."""
    supervisor.start(Job("web", [sys.executable, "-c", LISTEN, wishes.port], {}, is_pillar=True))
    supervisor.start(Job("worker", [sys.executable, "-c", WAIT], {}))
    if wishes.colleagues:
        supervisor.start(Job("colleagues", [sys.executable, "-c", LEAVE], {}))
    for child in supervisor.children:
        say(f"{child.job.name} is process {child.process.pid}")
    say("OPEN")


if __name__ == "__main__":
    try:
        run_demo(wishes_from(), open_small_house)
    except CannotStart as trouble:
        sys.exit(str(trouble))
