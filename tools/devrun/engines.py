"""PostgreSQL and Valkey, launched from their binaries on loopback ports of their own."""

import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from config.database_log import options as silent

from .binaries import postgres_folder, valkey_program
from .identity import Identity, unprivileged
from .launch import ask, launch, see_off
from .ports import command_of, free_port
from .trouble import CannotStart

ROLE = "app"
START_PATIENCE = 300.0
"""Seconds: recovery after a power cut on a slow disk takes a while, a wrong setting fails at once."""
LEAVING_PATIENCE = 120.0
"""Seconds that a PostgreSQL which was told to stop may still be busy on the same data."""

FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Settings of a PostgreSQL whose data may vanish: the tests'. Never for data that matters."""


@dataclass(frozen=True)
class Engine:
    """A running server: its address, its process and the signal that stops it in good order."""

    name: str
    url: str
    child: subprocess.Popen[bytes]
    stop_sign: signal.Signals

    def stop(self, patience: float = 20) -> bool:
        """Stop it; True when it stopped when asked, within `patience` seconds."""
        ask(self.child, self.stop_sign)
        return see_off(self.child, patience)


def start_postgres(home: Path, *, settings: Sequence[str] = (), log: Path | None = None) -> Engine:
    """Start PostgreSQL on its data under `home`, made on the first start; `settings` are "name=value" pairs.

    Its log holds no value of any row (config/database_log.py). Every connection needs the random password kept beside
    the data, readable by its owner only. SIGINT is its fast shutdown: SIGTERM would wait for clients to leave.
    """
    home.mkdir(parents=True, exist_ok=True)
    programs = postgres_folder()
    home.chmod(0o700)
    identity = unprivileged(programs / "postgres")
    identity.own(home)
    identity = _able_to_reach(home, programs, identity)
    password = _password(home)
    cluster = home / "cluster"
    if not (cluster / "PG_VERSION").exists():
        _make_cluster(programs, cluster, password, identity)
    _let_the_last_one_leave(cluster)
    port = free_port()
    options = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *silent(), *settings]
    command = [programs / "postgres", "-D", cluster, *(word for option in options for word in ("-c", option))]
    log = log or home.parent / "postgres.log"
    with log.open("ab") as output:
        child = launch(
            command, folder=Path("/"), output=output, identity=identity, when_orphaned=signal.SIGINT
        )
    engine = Engine(
        "postgres", f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/postgres", child, signal.SIGINT
    )
    _wait_until(engine, lambda: _says_ready(cluster / "postmaster.pid", child.pid), log)
    return engine


def start_valkey(home: Path, *, keep: bool = True, log: Path | None = None) -> Engine:
    """Start Valkey under `home`; with `keep` it remembers across restarts (an append-only file)."""
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    command = [valkey_program(), "--port", str(port), "--bind", "127.0.0.1", "--dir", home, "--save", ""]
    log = log or home.parent / "valkey.log"
    with log.open("ab") as output:
        child = launch([*command, "--appendonly", "yes" if keep else "no"], folder=home, output=output)
    engine = Engine("valkey", f"redis://127.0.0.1:{port}/0", child, signal.SIGTERM)
    _wait_until(engine, lambda: _answers_ping(port), log)
    return engine


def _let_the_last_one_leave(cluster: Path) -> None:
    # After a `kill -9` of the supervisor the kernel stops PostgreSQL for us, and that takes a moment.
    deadline = time.monotonic() + LEAVING_PATIENCE
    while time.monotonic() < deadline:
        try:
            process = int((cluster / "postmaster.pid").read_text().split("\n")[0])
            if str(cluster) not in command_of(process):
                return
        except (OSError, ValueError):
            return
        time.sleep(0.05)


def _able_to_reach(home: Path, programs: Path, identity: Identity) -> Identity:
    if identity.may_reach(home):
        return identity
    identity = unprivileged(programs / "postgres", home)
    os.chown(home, os.getuid(), os.getgid())
    return identity


def _password(home: Path) -> str:
    file = home.parent / "postgres.password"
    if not file.exists():
        file.touch(0o600)
        file.write_text(secrets.token_urlsafe(24))
    return file.read_text()


def _make_cluster(programs: Path, cluster: Path, password: str, identity: Identity) -> None:
    handed_over = cluster.parent / "password"
    handed_over.touch(0o600)
    handed_over.write_text(password)
    identity.own(handed_over)
    command = [*identity.prefix, programs / "initdb", "-D", cluster, "-U", ROLE, "-E", "UTF8"]
    command += ["--locale=C.UTF-8", "--auth=scram-sha-256", "--no-sync", f"--pwfile={handed_over}"]
    made = subprocess.run(  # type: ignore[call-overload]
        command, cwd="/", capture_output=True, text=True, check=False, **identity.popen_arguments()
    )
    handed_over.unlink()
    if made.returncode:
        raise CannotStart(f"PostgreSQL could not make its data folder {cluster}: {made.stderr.strip()}")


def _wait_until(engine: Engine, ready: Callable[[], bool], log: Path) -> None:
    deadline = time.monotonic() + START_PATIENCE
    try:
        while not ready():
            if engine.child.poll() is not None or time.monotonic() > deadline:
                last = log.read_text(errors="replace").strip().splitlines()[-1:]
                raise CannotStart(f"{engine.name} did not start ({''.join(last)}). Its log: {log}")
            time.sleep(0.02)
    except BaseException:  # also Ctrl-C: nobody else knows of this process yet
        engine.stop()
        raise


def _says_ready(postmaster: Path, process: int) -> bool:
    # Line 1 is the process, line 8 its state, as `pg_ctl` reads them; an old file may be left from a crash.
    try:
        lines = postmaster.read_text().split("\n")
    except OSError:
        return False
    return lines[0].strip() == str(process) and len(lines) > 7 and lines[7].strip() == "ready"


def _answers_ping(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as line:
            line.sendall(b"PING\r\n")
            return line.recv(64).startswith(b"+PONG")
    except OSError:
        return False
