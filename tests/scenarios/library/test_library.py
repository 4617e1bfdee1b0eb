"""The shipped scripts: without a problem, and spoken to the end in every language."""

import re

import pytest

from scenarios.actions import action_specs
from scenarios.library import SCRIPTS, build_xlsx
from scenarios.xlsform import Form, Report, Run, check
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


def start(form: Form, language: str) -> Run:
    return Run(form, preset=PRESET, language=language, now=NOW)


def give(run: Run, path: str, value: str, key: str = "") -> None:
    outcome = run.answer(path, key, value)
    assert outcome.is_accepted, (path, [error.message for error in outcome.errors])


def talk(run: Run) -> None:
    """Answer whatever is required until nothing is, naming two contacts where contacts are taken."""
    give(run, "opening/reached", "person")
    give(run, "opening/identity_confirmed", "yes")
    while run.missing():
        place = run.missing()[0]
        part = run.form.parts[place.path]
        value = EXAMPLES.get(part.type) or run.choices(place.path, place.repeat_key)[0].value
        give(run, place.path, value, place.repeat_key)
        if place.path == "meeting/has_contacts":
            assert run.add_repeat("contact", "first").is_accepted
            assert run.add_repeat("contact", "second").is_accepted


def said(run: Run) -> str:
    return "\n".join(entry.label + entry.hint for step in run.steps() for entry in step.entries)


def test_a_shipped_script_has_no_problem(report: Report) -> None:
    assert report.problems == ()
    assert report.languages == LANGUAGES
    assert report.is_sound


def test_what_a_script_wants_to_know_is_documented(report: Report) -> None:
    assert set(form_of(report).presets) <= {*PRESET, "isolation_days"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_conversation_reaches_its_end(report: Report, language: str) -> None:
    run = start(form_of(report), language)
    talk(run)
    assert run.is_complete
    assert [step.key for step in run.steps()][-1] == "closing"
    assert all(step.is_done and step.title for step in run.steps())
    assert not re.search(r"\$\{|\d{4}-\d\d-\d\d|\(\)|  ", said(run))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_hears_nothing_but_an_excuse(report: Report, language: str) -> None:
    run = start(form_of(report), language)
    assert [step.key for step in run.steps()] == ["opening"]
    give(run, "opening/reached", "absent")
    assert [step.key for step in run.steps()] == ["opening", "not_reached"]
    assert not run.is_complete
    assert run.planned_actions() == []


def test_a_wrong_birth_date_ends_the_call(report: Report) -> None:
    run = start(form_of(report), "nl")
    give(run, "opening/reached", "person")
    give(run, "opening/identity_confirmed", "no")
    assert [step.key for step in run.steps()] == ["opening", "not_reached"]


@pytest.fixture(scope="module")
def index_form() -> Form:
    return form_of(check(build_xlsx("index_interview"), actions=action_specs()))


def test_contacts_of_the_index_interview_become_actions(index_form: Form) -> None:
    run = start(index_form, "fr")
    talk(run)
    give(run, "contact/c_phone", "0470 12 34 56", "first")
    give(run, "contact/c_relation", "friend", "second")
    give(run, "contact/c_close", "no", "second")
    onset, first, second = (dict(action.args) for action in run.planned_actions())
    assert onset == {"date": run.value("health/onset")}
    assert first == {
        "first_name": "", "family_name": "Bob", "phone": "0470 12 34 56", "birth_date": "", "relation": "household",
        "risk": "high", "language": "", "last_exposure_on": "2026-11-21", "same_household": "yes",
    }  # fmt: skip
    assert (second["risk"], second["same_household"]) == ("low", "no")


def test_who_met_nobody_is_not_asked_for_names(index_form: Form) -> None:
    run = start(index_form, "de")
    talk(run)
    give(run, "meeting/has_contacts", "no")
    assert "contact" not in [step.key for step in run.steps()]
    assert [action.name for action in run.planned_actions()] == ["record_onset"]
    assert (run.is_complete, run.value("high_risk")) == (True, "0")


def test_isolation_counts_from_the_first_symptom_else_from_the_sample(index_form: Form) -> None:
    run = start(index_form, "fr")
    talk(run)
    give(run, "health/symptoms", "none")
    assert (run.value("contagious_from"), run.value("isolation_until")) == ("2026-11-18", "2026-11-27")
    give(run, "health/symptoms", "fever cough")
    give(run, "health/onset", "2026-11-19")
    assert (run.value("contagious_from"), run.value("isolation_until")) == ("2026-11-17", "2026-11-26")


def test_a_contact_before_the_contagious_window_is_explained_in_the_language(index_form: Form) -> None:
    run = start(index_form, "nl")
    talk(run)
    [error] = run.answer("contact/c_last", "first", "2026-10-01").errors
    assert error.message.startswith("Tussen woensdag 18 november 2026 en vandaag")


def test_the_contact_is_never_told_who_named_them() -> None:
    presets = form_of(check(build_xlsx("contact_notification"), actions=action_specs())).presets
    assert not [name for name in presets if "index" in name]


def test_a_script_that_is_not_shipped_is_not_built() -> None:
    with pytest.raises(KeyError):
        build_xlsx("../settings")
