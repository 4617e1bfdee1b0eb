import pytest

from telephony.rules.stop_words import asks_to_stop

ENGLISH = ("opt-out", "OPT OUT", "STOP", " stop. ", "Stop!", "UNSUBSCRIBE", "End", "ＳＴＯＰ")
FRENCH = (
    "ARRÊT",
    "arret",
    "Arrêtez!",
    "Désabonner",
    "STOP SVP",
    "arrête",
    "Arrêt des SMS svp",
    "Désabonnez-moi",
)
DUTCH = ("afmelden", "Uitschrijven", "stoppen aub")
GERMAN = ("STOPP", "Stopp bitte", "Abmelden")
QUESTIONS = (
    "",
    "!!!",
    "Oui",
    "When does my quarantine end?",
    "End of my quarantine?",
    "Fin de ma quarantaine ?",
    "Arrêt de travail ?",
    "Arrêt maladie svp",
    "Opt",
    "Je ne peux pas stopper le travail",
    "Stop calling me before nine, I work at night",
    "Ende April?",
)


@pytest.mark.parametrize("text", ENGLISH + FRENCH + DUTCH + GERMAN)
def test_people_say_stop_in_four_languages(text):
    assert asks_to_stop(text)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_not_an_order(text):
    assert not asks_to_stop(text)
