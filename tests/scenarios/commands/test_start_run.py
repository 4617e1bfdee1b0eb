import pytest

from scenarios.commands.start_run import start_run
from scenarios.queries import conversation
from tests.factories.scenarios import version_on_air

pytestmark = pytest.mark.django_db


def test_what_is_known_before_is_piped_into_what_is_said():
    version = version_on_air()
    run = start_run(
        version,
        region=version.script.region,
        subject=None,
        language="fr",
        preset={"person_first_name": "Zoë"},
    )
    assert conversation(run).label("is_them") == "Parlé-je à Zoë ?"


def test_a_language_that_the_script_lacks_is_replaced_by_its_first():
    version = version_on_air()
    run = start_run(version, region=version.script.region, subject=None, language="nl", preset={})
    assert run.language == version.languages[0]
