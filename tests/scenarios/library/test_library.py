"""The shipped scripts: without a problem, and spoken to the end in every language."""

import re

import pytest

from scenarios.actions import action_specs
from scenarios.library import SCRIPTS, build_xlsx
from scenarios.xlsform import Conversation, Form, Report, check
from tests.scenarios.xlsform.workbooks import NOW

LANGUAGES = ("fr", "nl", "de", "en")
PRESET = {
    "person_first_name": "Ann", "person_family_name": "Peeters", "person_birth_date": "1980-03-03",
    "specimen_date": "2026-11-20", "exposure_date": "2026-11-18", "quarantine_until": "2026-11-28",
    "agent_name": "Luc", "region_name": "Eupen", "callback_number": "02 214 19 19",
}  # fmt: skip
EXAMPLES = {"text": "Bob", "integer": "2", "date": "2026-11-21", "acknowledge": "OK"}


@pytest.fixture(scope="module", params=SCRIPTS)
def report(request: pytest.FixtureRequest) -> Report:
    return check(build_xlsx(request.param), actions=action_specs())


def form_of(report: Report) -> Form:
    assert report.form is not None
    return report.form


def start(form: Form, language: str) -> Conversation:
    return Conversation(form, preset=PRESET, language=language, now=NOW)


def give(conversation: Conversation, path: str, value: str, key: str = "") -> None:
    outcome = conversation.answer(path, key, value)
    assert outcome.is_accepted, (path, [error.message for error in outcome.errors])


def talk(conversation: Conversation) -> None:
    """Answer whatever is required until nothing is, naming two contacts where contacts are taken."""
    give(conversation, "opening/reached", "person")
    give(conversation, "opening/identity_confirmed", "yes")
    while conversation.missing():
        place = conversation.missing()[0]
        part = conversation.form.parts[place.path]
        value = EXAMPLES.get(part.type) or conversation.choices(place.path, place.repeat_key)[0].value
        give(conversation, place.path, value, place.repeat_key)
        if place.path == "meeting/has_contacts":
            assert conversation.add_repeat("contact", "first").is_accepted
            assert conversation.add_repeat("contact", "second").is_accepted


def days_of(conversation: Conversation) -> tuple[str, str]:
    return conversation.value("contagious_from"), conversation.value("isolation_until")


def said(conversation: Conversation) -> str:
    return "\n".join(entry.label + entry.hint for step in conversation.steps() for entry in step.entries)


def test_a_shipped_script_has_no_problem(report: Report) -> None:
    assert report.problems == ()
    assert report.languages == LANGUAGES
    assert report.is_sound


def test_what_a_script_wants_to_know_is_documented(report: Report) -> None:
    assert set(form_of(report).presets) <= {*PRESET, "isolation_days"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conversation_reaches_its_end(report: Report, language: str) -> None:
    conversation = start(form_of(report), language)
    talk(conversation)
    assert conversation.is_complete
    assert [step.key for step in conversation.steps()][-1] == "closing"
    assert all(step.is_done and step.title for step in conversation.steps())
    assert not re.search(r"\$\{|\d{4}-\d\d-\d\d|\(\)|  ", said(conversation))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_hears_nothing_but_an_excuse(report: Report, language: str) -> None:
    conversation = start(form_of(report), language)
    assert [step.key for step in conversation.steps()] == ["opening"]
    give(conversation, "opening/reached", "absent")
    assert [step.key for step in conversation.steps()] == ["opening", "not_reached"]
    assert not conversation.is_complete
    assert conversation.planned_actions() == []


def test_a_wrong_birth_date_ends_the_call(report: Report) -> None:
    conversation = start(form_of(report), "nl")
    give(conversation, "opening/reached", "person")
    give(conversation, "opening/identity_confirmed", "no")
    assert [step.key for step in conversation.steps()] == ["opening", "not_reached"]


@pytest.fixture(scope="module")
def index_form() -> Form:
    return form_of(check(build_xlsx("index_interview"), actions=action_specs()))


def test_contacts_of_the_index_interview_become_actions(index_form: Form) -> None:
    conversation = start(index_form, "fr")
    talk(conversation)
    give(conversation, "contact/c_phone", "0470 12 34 56", "first")
    give(conversation, "contact/c_relation", "friend", "second")
    give(conversation, "contact/c_close", "no", "second")
    onset, first, second = (dict(action.args) for action in conversation.planned_actions())
    assert onset == {"date": conversation.value("health/onset")}
    assert first == {
        "first_name": "", "family_name": "Bob", "phone": "0470 12 34 56", "birth_date": "", "relation": "household",
        "risk": "high", "language": "", "last_exposure_on": "2026-11-21", "same_household": "yes",
    }  # fmt: skip
    assert (second["risk"], second["same_household"]) == ("low", "no")


def test_who_met_nobody_is_not_asked_for_names(index_form: Form) -> None:
    conversation = start(index_form, "de")
    talk(conversation)
    give(conversation, "meeting/has_contacts", "no")
    assert "contact" not in [step.key for step in conversation.steps()]
    assert [action.name for action in conversation.planned_actions()] == ["record_onset"]
    assert (conversation.is_complete, conversation.value("high_risk")) == (True, "0")


def test_isolation_counts_from_the_first_symptom_else_from_the_sample(index_form: Form) -> None:
    conversation = start(index_form, "fr")
    talk(conversation)
    give(conversation, "health/symptoms", "none")
    assert days_of(conversation) == (
        "2026-11-18",
        "2026-11-27",
    )
    give(conversation, "health/symptoms", "fever cough")
    give(conversation, "health/onset", "2026-11-19")
    assert days_of(conversation) == (
        "2026-11-17",
        "2026-11-26",
    )


def test_a_contact_before_the_contagious_window_is_explained_in_the_language(index_form: Form) -> None:
    conversation = start(index_form, "nl")
    talk(conversation)
    [error] = conversation.answer("contact/c_last", "first", "2026-10-01").errors
    assert error.message.startswith("Tussen woensdag 18 november 2026 en vandaag")


def test_the_contact_is_never_told_who_named_them() -> None:
    presets = form_of(check(build_xlsx("contact_notification"), actions=action_specs())).presets
    assert not [name for name in presets if "index" in name]


def test_a_script_that_is_not_shipped_is_not_built() -> None:
    with pytest.raises(KeyError):
        build_xlsx("../settings")
