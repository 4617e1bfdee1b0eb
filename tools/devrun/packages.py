"""Packages of the machine's distribution with their security updates, also where its list of sources has none."""

import os
import platform
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

FIELDS = ("$(SITE)", "$(RELEASE)", "$(COMPONENT)", "$(SOURCESENTRY)")
SOURCES = Path("/etc/apt/sources.list.d")


@dataclass(frozen=True)
class Source:
    """One index of packages that apt reads: where it is, of which release, and where that stands ("file:number")."""

    site: str
    release: str
    component: str
    entry: str


def install_packages(packages: Sequence[str]) -> None:
    """Install these packages or bring them up to date, as root, by apt; whether it worked is for the caller to see.

    1. Where the machine's own sources name the security updates, or none can be derived from them: as they are.
    2. Else with one source more, derived from the machine's own and used for this installation only: a release
       as it came out may carry a browser that is a year old.
    """
    _apt("update", "-qq")  # before it, apt does not tell its sources either
    missing = _missing_security(_own_sources())
    with tempfile.TemporaryDirectory(prefix="contact-tracing-apt-") as folder:
        options = _with_one_more(Path(folder), missing) if missing else []
        if options:
            _apt("update", "-qq", *options)
        _apt("install", "-y", "-qq", "--no-install-recommends", *options, *packages)


def _own_sources() -> list[Source]:
    asked = _apt("indextargets", "--format", "|".join(FIELDS), "Created-By: Packages")
    rows = (line.split("|") for line in asked.splitlines())
    return [Source(*row) for row in rows if len(row) == len(FIELDS)]


def _missing_security(sources: Sequence[Source]) -> Source | None:
    """The security updates of this release; None when they are among the sources or their base is not."""
    releases = {_codename(), "stable"}
    if any(source.release in {f"{name}-security" for name in releases} for source in sources):
        return None
    base = next((one for one in sources if one.release in releases and one.component == "main"), None)
    return base and replace(base, site=_beside(base.site), release=f"{base.release}-security")


def _codename() -> str:
    try:
        return platform.freedesktop_os_release().get("VERSION_CODENAME", "")
    except OSError:
        return ""


def _beside(site: str) -> str:
    # Debian keeps security updates in an archive beside its own, at every mirror and in the archive of past days;
    # Ubuntu keeps them in the same one.
    address = urlsplit(site)
    return address._replace(path=re.sub(r"/debian(?=/|$)", "/debian-security", address.path)).geturl()


def _with_one_more(folder: Path, source: Source) -> list[str]:
    """Options by which apt reads the machine's sources and this one, and leaves the machine's own lists alone."""
    folder.chmod(0o755)  # apt fetches as a user of its own
    parts, lists = folder / "sources.list.d", folder / "lists"
    for made in (parts, lists):
        made.mkdir()
    for own in SOURCES.glob("*") if SOURCES.is_dir() else ():
        (parts / own.name).symlink_to(own)
    keys = _keys_of(source)
    signed = f" [signed-by={keys}]" if keys else ""
    line = f"deb{signed} {source.site} {source.release} {source.component}\n"
    (parts / "contact-tracing-security.list").write_text(line)
    return ["-o", f"Dir::Etc::SourceParts={parts}", "-o", f"Dir::State::Lists={lists}"]


def _keys_of(source: Source) -> str:
    """The file of keys that the machine's own entry names, if any: the security updates are signed by the same."""
    file, _colon, number = source.entry.rpartition(":")
    try:
        text = Path(file).read_text()
    except OSError:
        return ""
    # The number is that of a paragraph in the newer format, of a line in the older one.
    paragraphs = [one for one in text.split("\n\n") if re.search(r"^URIs:", one, re.MULTILINE)]
    entries = paragraphs if file.endswith(".sources") else text.splitlines()
    own = entries[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(entries) else ""
    named = re.search(r"signed-by[:=]\s*(/[^\s\],]+)", own, re.IGNORECASE)
    return named[1] if named else ""


def _apt(*words: str) -> str:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    asked = subprocess.run(
        ["apt-get", *words], env=environment, check=False, stdout=subprocess.PIPE, text=True
    )
    return asked.stdout
