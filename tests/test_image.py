"""The image has all that it needs: of the files Docker would take, in an empty folder, a house is built and set up."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import psycopg2
import pytest
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT
from psycopg2.sql import SQL, Identifier

from config.catalogues import LANGUAGES, po_of
from tests.house.tree import ROOT

pytestmark = pytest.mark.xdist_group("image")
IGNORE = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
SECRETS = ("secret_key", "field_keys", "blind_index_key", "telephony_auth_token")
IMPORT_EVERYTHING = """
import django, importlib, pathlib
django.setup()
for path in sorted(pathlib.Path().rglob("*.py")):
    if path.parts[0] != "deploy":  # programs that run when they are imported
        importlib.import_module(".".join(path.with_suffix("").parts))
"""
OUR_COMMANDS = """
import django, os
from django.core.management import get_commands, load_command_class
django.setup()
for name, app in get_commands().items():
    if os.path.isdir(app.replace(".", "/")):
        load_command_class(app, name)
        print(name)
"""


@dataclass
class Image:
    """The files in a folder of their own, and the environment that production has."""

    folder: Path
    environment: dict[str, str]

    def run(self, *words: object, **told: str) -> str:
        """What a program says, that starts there, is told this besides, and must succeed."""
        answer = subprocess.run(
            [str(word) for word in words],
            cwd=self.folder,
            env=self.environment | told,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stdout
        return answer.stdout

    def manage(self, *words: object) -> str:
        """The same of a management command."""
        return self.run(sys.executable, "manage.py", *words)


def is_sent(name: str) -> bool:
    """Whether Docker sends a file to the builder: of the lines that fit it or a folder above it, the last decides."""
    path, sent = PurePosixPath(name), True
    for line in IGNORE:
        pattern = line.removeprefix("!")
        if any(fits(part, pattern) for part in (path, *path.parents)):
            sent = line.startswith("!")
    return sent


def fits(path: PurePosixPath, pattern: str) -> bool:
    """Whether a path is meant by a pattern, which may begin with `**/` for any depth."""
    anywhere = pattern.removeprefix("**/")
    return path.match(anywhere) if anywhere != pattern else fnmatchcase(str(path), pattern)


def checkout() -> list[str]:
    """The files of the project: those that git knows; where it does not answer, those that lie here."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
            "\0"
        )
    except (OSError, subprocess.CalledProcessError):
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.suffix != ".mo"]
    return [name for name in names if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """A database of its own, empty, on the server of the tests; its address."""
    server, name = os.environ["DATABASE_URL"], f"image_{os.getpid()}"
    with closing(psycopg2.connect(server)) as connection:
        connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        with connection.cursor() as cursor:
            cursor.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
            cursor.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory, database: str) -> Image:
    """Built as the Dockerfile builds it, and told what docker-compose.yml tells it."""
    folder, secrets = tmp_path_factory.mktemp("image"), tmp_path_factory.mktemp("secrets")
    for name in filter(is_sent, checkout()):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        **{f"{name.upper()}_FILE": str(secrets / name) for name in SECRETS},
        "DATABASE_URL": database,
        "REDIS_URL": os.environ["REDIS_URL"],
        "ALLOWED_HOSTS": "tracing.example",
        "PUBLIC_BASE_URL": "https://tracing.example",
        "TRUSTED_PROXIES": "none",
        "TELEPHONY_ACCOUNT_SID": "AC" + "1" * 32,
    }
    image = Image(folder, environment)
    image.run(sys.executable, "deploy/make_secrets.py", secrets)
    image.run("sh", "deploy/build.sh")
    return image


def test_it_holds_neither_tools_nor_tests_and_nothing_is_listed_that_is_not_there(image):
    assert not {"tools", "tests", "docs", ".venv"} & {path.name for path in image.folder.iterdir()}
    assert all((ROOT / line[1:]).exists() for line in IGNORE if line[0] == "!")


def test_it_is_built_with_its_languages_and_its_static_files(image):
    assert all(po_of(image.folder, language).with_suffix(".mo").exists() for language in LANGUAGES)
    static = image.folder / "staticfiles"
    sheet = static / json.loads((static / "staticfiles.json").read_text())["paths"]["css/app.css"]
    assert "@import" not in sheet.read_text()
    assert sheet.with_name(f"{sheet.name}.gz").exists()


def test_every_module_in_it_finds_what_it_imports(image):
    image.run(sys.executable, "-c", IMPORT_EVERYTHING, DATABASE_URL="postgresql://app@127.0.0.1:1/nowhere")


def test_its_commands_are_those_that_production_needs(image):
    named = set(image.run(sys.executable, "-c", OUR_COMMANDS).split())
    assert named == {"check_invariants", "check_script", "compile_messages", "load_belgium", "make_logins"}


@pytest.mark.proof
def test_a_house_is_set_up_from_it_as_the_operators_page_says(image):
    image.manage("migrate", "--noinput")
    assert "0 differ" in image.manage("load_belgium")
    warned = re.findall(r"\w+\.[A-Z]\d+", image.manage("check", "--deploy", "--database", "default"))
    assert warned == ["security.W021"]
    image.manage("check_invariants")
