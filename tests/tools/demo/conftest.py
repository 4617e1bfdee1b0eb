"""The demonstration's data, loaded as often as a test wants."""

import io

import pytest
from django.core.management import call_command

from tests.countries.belgium.conftest import load  # noqa: F401 (Belgium without the demonstration)


@pytest.fixture
def credentials(tmp_path):
    return tmp_path / "credentials.json"


@pytest.fixture
def load_demo(credentials):
    """Load the demonstration, and return the lines that were printed."""

    def load_demo():
        printed = io.StringIO()
        call_command("load_demo", credentials=credentials, stdout=printed)
        return printed.getvalue().splitlines()

    return load_demo
