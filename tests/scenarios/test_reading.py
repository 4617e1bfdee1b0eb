import pytest

from scenarios.queries import form_of
from scenarios.reading import reading_of
from tests.factories.scenarios import version_on_air


@pytest.mark.django_db
def test_a_script_can_be_read_through_in_a_language():
    lines = reading_of(form_of(version_on_air().pk), "fr")
    assert "Quel âge avez-vous" in lines[1].html
    assert lines[0].choices == ("Oui", "Non")
