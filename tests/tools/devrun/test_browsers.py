"""Which browsers the tests run in: found, renewed, or missed in a sentence.

Browsers and apt are stand-ins on a search path of their own: nothing is installed here.
"""

import os
from pathlib import Path

import pytest

from tools.devrun import browsers, packages
from tools.devrun.browsers import CHECKED, OLDEST, find_browser, provide_browsers, shortcoming
from tools.devrun.trouble import CannotStart

INDEX = "http://mirror.test/{archive}|{release}|main|{entry}\n"
APT = """
echo "apt-get $*" >> {log}
for word; do
  case "$word" in Dir::Etc::SourceParts=*) /bin/cat "${{word#*=}}"/contact-tracing-* >> {log};; esac
done
case $1 in
  indextargets) /bin/cat {path}/indexes;;
  install) {installs};;
esac
"""


class Machine:
    """A path with nothing on it but what is put there."""

    def __init__(self, folder: Path) -> None:
        self.path, self.log = folder / "bin", folder / "log"
        self.path.mkdir()
        self.log.touch()

    def put(self, name: str, script: str) -> Path:
        """A program, written in the shell's language."""
        program = self.path / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return program

    def put_browser(self, name: str, version: str) -> Path:
        return self.put(name, f"echo '{version}'")

    def put_apt(self, indexes: str, installs: str = ":") -> None:
        """apt: writes down how it was called and what was added to its sources, tells its own, and does `installs`."""
        (self.path / "indexes").write_text(indexes)
        self.put("apt-get", APT.format(log=self.log, path=self.path, installs=installs))

    def said(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture
def machine(tmp_path, monkeypatch):
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(made.path))
    for setting in ("CHROMIUM", "FIREFOX", "CI", CHECKED):
        monkeypatch.setenv(setting, "")  # so that what the code sets is undone
        monkeypatch.delenv(setting)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(packages, "_codename", lambda: "bookworm")
    made.put_browser("chromium", "Chromium 150.0.7000.1 built on Debian")
    return made


def sources(tmp_path, *releases):
    """What apt tells of a machine with these releases in its list."""
    entry = tmp_path / "debian.sources"
    entry.write_text(
        "# Ours\n\nTypes: deb\nURIs: http://mirror.test/debian\nSigned-By: /usr/share/keys.gpg\n"
    )
    archives = {name: "debian-security" if name.endswith("security") else "debian" for name in releases}
    return "".join(
        INDEX.format(archive=archives[name], release=name, entry=f"{entry}:1") for name in releases
    )


def test_a_firefox_that_is_new_enough_is_named_and_nothing_is_installed(machine, tmp_path):
    machine.put_apt(sources(tmp_path, "bookworm"))
    path = machine.put_browser("firefox-esr", "Mozilla Firefox 153.7.0esr")
    provide_browsers()
    assert os.environ["FIREFOX"] == str(path)
    assert machine.said() == []


def test_an_old_firefox_is_renewed_from_security_updates_that_the_list_lacks(machine, tmp_path):
    machine.put_browser("firefox-esr", "Mozilla Firefox 140.12.0esr")
    renewed = rf"'#!/bin/sh\necho Mozilla Firefox {OLDEST['FIREFOX']}.0\n'"
    machine.put_apt(
        sources(tmp_path, "bookworm", "bookworm-updates"), f"printf {renewed} > {machine.path}/firefox-esr"
    )
    provide_browsers()
    assert os.environ["FIREFOX"] == f"{machine.path}/firefox-esr"
    first, _asked, second, line, install, again = machine.said()
    assert first == "apt-get update -qq"
    assert line == again
    assert (
        line
        == "deb [signed-by=/usr/share/keys.gpg] http://mirror.test/debian-security bookworm-security main"
    )
    assert second.startswith("apt-get update -qq -o Dir::Etc::SourceParts=")
    assert install.startswith("apt-get install -y ")
    assert install.endswith(" firefox-esr")
    assert not Path(second.rpartition("Dir::State::Lists=")[2]).exists(), "left behind"


def test_a_list_with_security_updates_is_taken_as_it_is(machine, tmp_path):
    machine.put_apt(sources(tmp_path, "bookworm", "bookworm-security"))
    provide_browsers()
    assert "apt-get install -y -qq --no-install-recommends firefox-esr" in machine.said()
    assert not [line for line in machine.said() if line.startswith("deb ")]


def test_a_list_from_which_nothing_can_be_derived_is_taken_as_it_is(machine):
    machine.put_apt("https://elsewhere.test/apt|nodistro|main|/etc/apt/x.list:1\nnonsense\n")
    provide_browsers()
    assert not [line for line in machine.said() if line.startswith("deb ")]


@pytest.mark.parametrize(
    ("site", "beside"),
    [
        ("http://mirror.test/debian", "http://mirror.test/debian-security"),
        ("http://debian/debian/", "http://debian/debian-security/"),
        (
            "http://past.test/archive/debian/20250520T000000Z",
            "http://past.test/archive/debian-security/20250520T000000Z",
        ),
        ("http://mirror.test/ubuntu", "http://mirror.test/ubuntu"),
        ("file:/srv/debian", "file:///srv/debian-security"),
    ],
)
def test_security_updates_lie_beside_the_release(site, beside):
    assert packages._beside(site) == beside


def test_who_is_not_root_gets_the_sentence_and_no_installation(machine, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    old = machine.put_browser("firefox-esr", "Mozilla Firefox 140.12.0esr")
    machine.put_apt(sources(tmp_path, "bookworm"))
    provide_browsers()
    assert (
        capsys.readouterr().out.count(
            f"{old} is version 140, and the browser tests need Firefox 143 or newer"
        )
        == 1
    )
    assert "FIREFOX" not in os.environ
    assert machine.said() == []


def test_an_installation_that_fails_leaves_the_sentence(machine, tmp_path, capsys):
    machine.put_apt(sources(tmp_path, "bookworm"), "exit 100")
    provide_browsers()
    assert "No firefox-esr here. Install it, or name one: FIREFOX=/path/to/it. Its tests are skipped." in (
        capsys.readouterr().out
    )


def test_with_ci_set_it_is_refused(machine, tmp_path, monkeypatch):
    monkeypatch.setenv("CI", "1")
    machine.put_browser("firefox-esr", "Mozilla Firefox 140.12.0esr")
    machine.put_apt(sources(tmp_path, "bookworm"))
    with pytest.raises(
        CannotStart, match=r"is version 140, .* Firefox 143 or newer\. Install the security updates"
    ):
        provide_browsers()


def test_a_browser_that_the_caller_names_is_left_alone(machine, tmp_path, monkeypatch):
    machine.put_apt(sources(tmp_path, "bookworm"))
    machine.put_browser("firefox-esr", "Mozilla Firefox 153.0")
    named = machine.put_browser("my-firefox", "Mozilla Firefox 115.0")
    monkeypatch.setenv("FIREFOX", str(named))
    provide_browsers()
    assert machine.said() == []
    assert shortcoming("FIREFOX").startswith(f"{named} is version 115")


def test_of_two_the_one_that_can_be_driven_is_taken(machine):
    machine.put_browser("firefox-esr", "Mozilla Firefox 140.12.0esr")
    newer = machine.put_browser("firefox", "Mozilla Firefox 151.0.1")
    assert find_browser("FIREFOX") == str(newer)
    assert shortcoming("FIREFOX") is None


def test_a_program_that_only_points_to_a_store_does_not_count(machine):
    machine.put("firefox", "echo 'Command requires the firefox snap 2.5 to be installed'; exit 1")
    assert "does not tell its version" in shortcoming("FIREFOX")


def test_the_version_is_asked_of_firefox_only(machine, monkeypatch):
    monkeypatch.setattr(browsers, "_major_version", lambda path: pytest.fail(f"asked {path}"))
    assert shortcoming("CHROMIUM") is None
