"""Ports of this machine: a free one, and who holds a taken one."""

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from .trouble import CannotStart

LISTENING = "0A"


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on, and that the kernel gives to nobody else for a minute."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = int(door.getsockname()[1])
        # A connection that this side closes first leaves the port in TIME_WAIT. A server that asks for it by number
        # gets it all the same (SO_REUSEADDR); one that asks for any port, and who dials out, gets another.
        with socket.create_connection(("127.0.0.1", port)):
            door.accept()[0].close()
    return port


def insist_free(port: int, *, purpose: str, setting: str) -> None:
    """Refuse to go on when `port` is taken, naming who holds it and the setting that chooses another one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise CannotStart(f"Port {port} for {purpose} needs root. Choose another: {setting}.") from None
        except OSError:
            owner = owner_of(port) or "another process"
            raise CannotStart(
                f"Port {port} for {purpose} is taken by {owner}. Stop it, or choose another port: {setting}."
            ) from None


def owner_of(port: int) -> str:
    """The process listening on `port`, as "process 4711 (its command)"; empty when it cannot be seen."""
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for process in Path("/proc").glob("[0-9]*") if sockets else ():
        with suppress(OSError):
            if any(os.readlink(handle) in sockets for handle in (process / "fd").iterdir()):
                return f"process {process.name} ({command_of(int(process.name))[:80]})"
    return ""


def command_of(process: int) -> str:
    """The command line of `process` on one line; empty when it has ended."""
    raw = Path(f"/proc/{process}/cmdline").read_bytes()
    return raw.replace(b"\0", b" ").decode(errors="replace").strip()


def _listening_inodes(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            for line in Path("/proc/net", table).read_text().splitlines()[1:]:
                columns = line.split()
                if columns[3] == LISTENING and int(columns[1].rpartition(":")[2], 16) == port:
                    yield columns[9]
