"""The Belgian data files, in a copy that a test may change."""

import io
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from countries.belgium import files


class DataSet:
    """The data files of the next release, as it were."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text()
        assert text.count(old) >= 1, old
        path.write_text(text.replace(old, new, 1))
        files.read.cache_clear()

    def append(self, file: str, text: str) -> None:
        path = self.folder / file
        path.write_text((path.read_text() if path.exists() else "") + text)
        files.read.cache_clear()


@pytest.fixture
def data_set(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    shutil.copytree(files.HERE, folder)
    monkeypatch.setattr(files, "HERE", folder)
    files.read.cache_clear()
    yield DataSet(folder)
    files.read.cache_clear()


@pytest.fixture
def load():
    """Load Belgium, and return the lines that were printed."""

    def load():
        printed = io.StringIO()
        call_command("load_belgium", stdout=printed)
        return printed.getvalue().splitlines()

    return load
