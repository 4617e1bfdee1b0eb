"""The shipped scripts and what people really say: somebody else, later, no, I do not know, only a family name."""

import pytest

from scenarios.actions import action_specs
from scenarios.library import build_xlsx
from scenarios.xlsform import Conversation, Form, check
from tests.scenarios.library.test_library import PRESET, give, said, talk
from tests.scenarios.xlsform.workbooks import NOW


def form_of(name: str) -> Form:
    form = check(build_xlsx(name), actions=action_specs()).form
    assert form is not None
    return form


@pytest.fixture(scope="module")
def index_form() -> Form:
    return form_of("index_interview")


@pytest.fixture(scope="module")
def contact_form() -> Form:
    return form_of("contact_notification")


@pytest.fixture
def index(index_form: Form) -> Conversation:
    return Conversation(index_form, preset=PRESET, language="en", now=NOW)


def contact(form: Form, **preset: str) -> Conversation:
    return Conversation(form, preset=PRESET | preset, language="en", now=NOW)


def identify(conversation: Conversation) -> None:
    give(conversation, "opening/reached", "person")
    give(conversation, "opening/identity_confirmed", "yes")


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"opening/reached": "absent"}, "absent"),
        ({"opening/reached": "absent", "not_reached/call_again_at": "after six"}, "call_back"),
        ({"opening/reached": "wrong_number"}, "wrong_person"),
        ({"opening/reached": "person", "opening/identity_confirmed": "no"}, "wrong_person"),
        ({"opening/reached": "person"}, ""),
    ],
)
def test_whoever_answered_the_outcome_fits_and_nothing_is_complete(
    index: Conversation, contact_form: Form, answers: dict[str, str], outcome: str
) -> None:
    for conversation in (index, contact(contact_form)):
        for path, value in answers.items():
            give(conversation, path, value)
        assert conversation.suggested_outcome == outcome
        assert not conversation.is_complete
        assert not conversation.reached_core


@pytest.mark.parametrize(("agrees", "outcome"), [("no", "refused"), ("later", "call_back")])
def test_an_index_case_who_does_not_want_to_talk_now_is_not_interviewed(
    index: Conversation, agrees: str, outcome: str
) -> None:
    identify(index)
    give(index, "agreement/agrees", agrees)
    assert (index.suggested_outcome, index.is_complete) == (outcome, False)


def test_a_contact_who_declines_is_informed_once_the_measure_was_said(contact_form: Form) -> None:
    conversation = contact(contact_form)
    identify(conversation)
    give(conversation, "informing/agrees", "no")
    assert (conversation.suggested_outcome, conversation.is_complete) == ("refused", False)
    give(conversation, "quarantine/measure_said", "OK")
    assert (conversation.suggested_outcome, conversation.is_complete) == ("completed", True)


def test_a_contact_without_measure_said_aloud_is_not_informed(contact_form: Form) -> None:
    conversation = contact(contact_form)
    talk(conversation)
    assert conversation.is_complete
    give(conversation, "quarantine/measure_said", "")
    assert not conversation.is_complete
    assert [error.path for error in conversation.blocking()] == ["quarantine/measure_said"]


@pytest.mark.parametrize(
    ("until", "named"),
    [
        ("2026-11-28", "quarantine_advice"),
        ("2026-11-22", "quarantine_advice"),
        ("2026-11-21", "quarantine_over"),
        ("", "quarantine_none"),
    ],
)
def test_the_measure_that_is_said_is_the_one_that_holds_today(
    contact_form: Form, until: str, named: str
) -> None:
    conversation = contact(contact_form, quarantine_until=until)
    talk(conversation)
    step = next(step for step in conversation.steps() if step.key == "quarantine")
    assert [entry.name for entry in step.entries if entry.kind == "note"] == [named]
    assert conversation.is_complete


def test_an_unknown_day_of_exposure_is_not_said_as_a_date(contact_form: Form) -> None:
    conversation = contact(contact_form, exposure_date="")
    talk(conversation)
    assert "In the last few days you were in close contact" in said(conversation)


def test_not_knowing_completes_and_invents_no_date(index: Conversation) -> None:
    talk(index)
    give(index, "health/onset", "")
    give(index, "contact/c_last", "", "first")
    assert [error.path for error in index.blocking()] == ["health/onset", "contact/c_last"]
    give(index, "health/onset_unknown", "OK")
    give(index, "contact/c_last_unknown", "OK", "first")
    assert index.is_complete
    [named, _other] = [call for call in index.planned_actions() if call.name == "name_contact"]
    assert named.args["last_exposure_on"] == ""
    assert index.value("isolation_until") == "2026-11-27"
    assert "record_onset" not in [call.name for call in index.planned_actions()]


def test_unknown_symptoms_are_an_answer_that_stands_alone(index: Conversation) -> None:
    talk(index)
    assert not index.answer("health/symptoms", "", "unknown fever").is_accepted
    give(index, "health/symptoms", "unknown")
    assert index.value("has_symptoms") == "no"
    assert index.is_complete


@pytest.mark.parametrize("field", ["contact/c_first", "contact/c_family"])
def test_one_name_is_enough_and_none_is_asked_for(index: Conversation, field: str) -> None:
    talk(index)
    give(index, "contact/c_first", "", "first")
    give(index, "contact/c_family", "", "first")
    assert [error.path for error in index.blocking()] == ["contact/c_family"]
    give(index, field, "Peeters", "first")
    assert index.is_complete
    assert "Telephone of Peeters" in [entry.label for entry in turn_of(index).entries]


def turn_of(conversation: Conversation):
    [repeat] = next(step for step in conversation.steps() if step.key == "contact").entries
    return repeat.turns[0]


def test_a_name_longer_than_the_register_takes_is_refused_where_it_is_typed(index: Conversation) -> None:
    talk(index)
    [error] = index.answer("contact/c_family", "first", "x" * 81).errors
    assert error.message == "This answer is too long: at most 80 characters are possible."
    give(index, "contact/c_family", "x" * 80, "first")


@pytest.mark.parametrize(("number", "sentence"), [(1, "One of them is at high risk"), (2, "2 of them are")])
def test_people_at_high_risk_are_counted_in_the_right_number(
    index: Conversation, number: int, sentence: str
) -> None:
    talk(index)
    for key in ("first", "second")[number:]:
        give(index, "contact/c_relation", "friend", key)
        give(index, "contact/c_close", "no", key)
    assert sentence in said(index)


def test_whose_isolation_is_over_is_not_asked_to_stay(index_form: Form) -> None:
    conversation = Conversation(
        index_form, preset=PRESET | {"specimen_date": "2026-11-01"}, language="en", now=NOW
    )
    talk(conversation)
    give(conversation, "health/symptoms", "none")
    assert "your isolation ended on **Sunday 8 November 2026**" in said(conversation)
    assert "We ask you to" not in said(conversation)
    assert conversation.is_complete


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_no_script_promises_what_does_not_exist(index_form: Form, contact_form: Form, language: str) -> None:
    promises = "certificat|attest|bescheinigung|rappelez-nous|rufen sie uns|bel ons|call us|text message|sms"
    for form in (index_form, contact_form):
        texts = [text for part in form.parts.values() for text in (part.label.get(language, ""),)]
        assert not [text for text in texts if any(word in text.lower() for word in promises.split("|"))]


@pytest.mark.parametrize(
    ("first", "family", "asked"),
    [
        ("Ann", "Peeters", "May I speak to **Ann Peeters**"),
        ("", "the postman", "May I speak to **the postman**"),
        ("Ann", "", "May I speak to **Ann**"),
        ("", "", "May I ask who I am speaking to"),
    ],
)
def test_the_greeting_asks_for_whoever_we_know_of(
    index_form: Form, contact_form: Form, first: str, family: str, asked: str
) -> None:
    for form in (index_form, contact_form):
        names = {"person_first_name": first, "person_family_name": family}
        conversation = Conversation(form, preset=PRESET | names, language="en", now=NOW)
        assert asked in said(conversation)
        assert "** " not in said(conversation).replace(asked, "")


def test_a_date_of_birth_that_nobody_knows_is_not_compared(contact_form: Form) -> None:
    conversation = contact(contact_form, person_birth_date="")
    give(conversation, "opening/reached", "person")
    assert "We do not know the date of birth" in said(conversation)
    assert "has to be" not in said(conversation)
    give(conversation, "opening/identity_confirmed", "yes")
    assert conversation.is_identity_confirmed


def test_a_contact_who_hangs_up_once_the_measure_was_said_is_informed(contact_form: Form) -> None:
    conversation = contact(contact_form)
    identify(conversation)
    give(conversation, "informing/agrees", "yes")
    assert not conversation.is_complete
    give(conversation, "quarantine/measure_said", "OK")
    assert (conversation.suggested_outcome, conversation.is_complete) == ("", True)


def test_another_attempt_asks_again_who_is_there_and_whether_they_have_time(
    index: Conversation, contact_form: Form
) -> None:
    other = contact(contact_form)
    for conversation in (index, other):
        identify(conversation)
    give(index, "agreement/agrees", "later")
    give(other, "informing/agrees", "later")
    give(other, "quarantine/measure_said", "OK")
    opening = {("opening/reached", ""), ("opening/identity_confirmed", "")}
    assert set(index.asked_anew()) == opening | {("agreement/agrees", "")}
    assert set(other.asked_anew()) == opening | {("informing/agrees", "")}


def test_what_was_agreed_and_told_is_not_asked_again(index: Conversation) -> None:
    talk(index)
    assert {path for path, _key in index.asked_anew()} == {"opening/reached", "opening/identity_confirmed"}


def test_whoever_fell_ill_after_the_sample_is_asked_for_the_days_before_it(index: Conversation) -> None:
    talk(index)
    give(index, "health/onset", "2026-11-22")
    assert index.value("contagious_from") == "2026-11-18"


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_whoever_has_no_name_yet_is_asked_about_in_whole_sentences(index_form: Form, language: str) -> None:
    conversation = Conversation(index_form, preset=PRESET, language=language, now=NOW)
    talk(conversation)
    give(conversation, "contact/c_family", "", "first")
    asked = [f"contact/{name}" for name in ("c_phone", "c_relation", "c_last", "c_language")]
    assert all("…" in conversation.label(path, "first") for path in asked)
    give(conversation, "contact/c_first", "Ann", "first")
    assert all("Ann" in conversation.label(path, "first") for path in asked)
    assert "…" not in conversation.value("named")


@pytest.mark.parametrize(
    ("relation", "close", "risk"),
    [
        ("household", "", "high"),
        ("friend", "yes", "high"),
        ("friend", "no", "low"),
        ("friend", "unknown", "high"),
    ],
)
def test_whoever_may_have_been_near_for_long_is_called(index: Conversation, relation, close, risk) -> None:
    talk(index)
    give(index, "contact/c_relation", relation, "first")
    if close:
        give(index, "contact/c_close", close, "first")
    named = next(call for call in index.planned_actions() if call.name == "name_contact")
    assert named.args["risk"] == risk


@pytest.mark.parametrize("name", ["?", "-", "…", "\u200b", "(.)"])
def test_what_is_no_name_is_refused_where_it_is_typed(index: Conversation, name: str) -> None:
    talk(index)
    for field in ("contact/c_first", "contact/c_family"):
        [error] = index.answer(field, "first", name).errors
        assert (
            error.message == "A name has at least one letter. Leave the field empty if the name is not known."
        )
