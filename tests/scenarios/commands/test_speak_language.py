import pytest

from scenarios.commands.answer_question import answer_question
from scenarios.commands.speak_language import speak_language
from scenarios.queries import conversation
from tests.factories.scenarios import run as a_run

pytestmark = pytest.mark.django_db


def test_texts_change_and_answers_stay():
    run = a_run()
    answer_question(run, path="is_them", value="yes", revision=0, by=None)
    speak_language(run, language="fr")
    assert conversation(run).label("age") == "Quel âge avez-vous ?"
    assert conversation(run).value("is_them") == "yes"


def test_a_language_that_the_script_lacks_changes_nothing():
    run = a_run()
    speak_language(run, language="nl")
    assert run.language == "en"
