"""The door for laboratories."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from calls.models import Call
from tests.cast import DARIO
from tests.factories import tracing
from tracing.models import Case, LabReport, Person

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/lab-reports"
PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def brussels():
    tracing.laboratory()
    return tracing.region("1000")


@pytest.fixture
def post(client):
    def post(body, *, token=tracing.TOKEN, address=ADDRESS, content_type="application/json", **headers):
        body = body if isinstance(body, (str, bytes)) else json.dumps(body)
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return client.post(address, body, content_type=content_type, headers=headers)

    return post


def patient(**changes):
    """A body whose patient is changed; None takes a field away."""
    body = tracing.body()
    merged = body["patient"] | changes
    body["patient"] = {name: value for name, value in merged.items() if value is not None}
    return body


def fields(answer):
    assert answer["Content-Type"].startswith(PROBLEM)
    return {error["field"]: error["code"] for error in answer.json()["errors"]}


@pytest.mark.parametrize("address", [ADDRESS, ADDRESS + "/"])
def test_a_positive_is_acknowledged_once_it_is_committed(post, address):
    answer = post(tracing.body(), address=address)
    report = LabReport.objects.get()
    assert answer.status_code == 202
    assert answer.json() == {
        "id": str(report.key),
        "state": "opened_case",
        "case": "opened",
        "received_at": timezone.localtime(report.received_at).isoformat(),
    }
    assert Call.objects.get().phone == "+32470123456"


def test_what_was_posted_is_kept_sealed(post):
    body = patient(favourite_colour="green")
    post(body)
    report = LabReport.objects.get()
    assert json.loads(report.content) == body


def test_a_repeat_is_answered_with_the_same_receipt(post):
    body = tracing.body()
    first, second = post(body), post(body)
    assert (first.status_code, second.status_code) == (202, 200)
    assert first.json() == second.json()


def test_a_repeat_under_its_key_is_answered_with_the_same_receipt(post):
    body = tracing.body()
    first, second = (post(body, **{"Idempotency-Key": "k-1"}) for _ in range(2))
    assert first.json() == second.json()
    assert LabReport.objects.count() == 1


def test_the_same_sample_with_other_content_is_a_conflict(post):
    post(tracing.body(sample="S-1"))
    answer = post(tracing.body(DARIO, sample="S-1"))
    assert (answer.status_code, answer["Content-Type"]) == (409, PROBLEM)
    assert answer.json()["type"].endswith("sample_has_other_content")


def test_a_key_with_another_report_is_refused(post):
    post(tracing.body(), **{"Idempotency-Key": "k-1"})
    answer = post(tracing.body(DARIO), **{"Idempotency-Key": "k-1"})
    assert (answer.status_code, answer.json()["status"]) == (422, 422)


def test_too_long_a_key_is_refused(post):
    assert fields(post(tracing.body(), **{"Idempotency-Key": "k" * 256})) == {"Idempotency-Key": "max_length"}


@pytest.mark.parametrize("token", ["", "unknown", "ünknown"])
def test_an_unknown_token_is_401(post, token):
    answer = post(tracing.body(), token=token.encode("utf-8").decode("latin-1"))
    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_is_401(post):
    tracing.laboratory("old", revoked_at=timezone.now())
    assert post(tracing.body(), token="old").status_code == 401


def test_a_large_body_is_413(post):
    answer = post(b'{"sample": "' + b"x" * 1_000_000 + b'"}')
    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)


def test_another_type_of_body_is_415(post):
    assert post("a,b", content_type="text/csv").status_code == 415


@pytest.mark.parametrize("body", ["{", "", "[" * 60_000, '{"a": NaN}', b"\xff", "nul\x00", "1" * 5_000])
def test_what_is_not_json_is_refused(post, body):
    assert post(body).status_code in (400, 422)


@pytest.mark.parametrize(
    "twice", ['"result": "positive", "result": "negative"', '"patient": {"sex": "F", "sex": "M"}']
)
def test_a_fact_that_is_told_twice_in_one_report_is_refused_and_nothing_is_chosen(post, twice):
    answer = post("{" + twice + "}")
    assert (answer.status_code, answer.json()["detail"]) == (
        400,
        "A key stands twice in one object. Post each fact once.",
    )


def test_a_name_is_kept_on_one_line_of_signs_that_can_be_read_out(post):
    assert post(patient(first_name="Chlo\u202eé\n# Head\u0007")).status_code == 202
    assert Person.objects.get().first_name == "Chloé # Head"


@pytest.mark.parametrize("body", ["[]", '"text"', "null", "3", "{}", '{"patient": []}', '{"patient": 3}'])
def test_json_of_another_shape_is_422(post, body):
    assert post(body).status_code == 422


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"national_number": "90051700157"}, "patient.national_number", "national_number"),
        ({"birth_date": "1990-05-18"}, "patient.birth_date", "contradiction"),
        ({"birth_date": "1990-02-30"}, "patient.birth_date", "no_such_day"),
        ({"birth_date": "2999-01-01"}, "patient.birth_date", "future"),
        ({"birth_date": "1789-07-14"}, "patient.birth_date", "too_old"),
        ({"phone": "call me"}, "patient.phone", "phone"),
        ({"phone": {"number": 1}}, "patient.phone", "invalid"),
        ({"sex": "Q"}, "patient.sex", "invalid_choice"),
        ({"language": "French"}, "patient.language", "language"),
        ({"language": "f"}, "patient.language", "language"),
        ({"first_name": "x" * 81}, "patient.first_name", "max_length"),
        ({"first_name": "a\x00b"}, "patient.first_name", "null_characters_not_allowed"),
        ({"first_name": "\ud800"}, "patient.first_name", "surrogate_characters_not_allowed"),
        ({"address": "1000 Brussels"}, "patient.address", "invalid"),
        ({"address": {"postcode": "x" * 81}}, "patient.address.postcode", "max_length"),
    ],
)
def test_a_wrong_patient_is_refused_by_field(post, change, field, code):
    assert fields(post(patient(**change))) == {field: code}
    assert not LabReport.objects.exists()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"result": "maybe"}, "invalid_choice"),
        ({"disease": "gout"}, "does_not_exist"),
        ({"disease": {"code": 1}}, "does_not_exist"),
        ({"disease": "\x00"}, "invalid"),
        ({"disease": ["covid-19"]}, "does_not_exist"),
        ({"disease": "covid-19" * 1000}, "does_not_exist"),
        ({"specimen_date": "01/13/2026"}, "invalid"),
        ({"specimen_date": "2026-13-01"}, "no_such_day"),
        ({"specimen_date": "2023-02-29"}, "no_such_day"),
        ({"specimen_date": "1066-10-14"}, "too_old"),
        ({"specimen_date": "1990-05-16"}, "before_birth"),
        ({"sample": "x" * 81}, "max_length"),
        ({"sample": ""}, "blank"),
    ],
)
def test_a_wrong_report_is_refused_by_field(post, change, code):
    assert fields(post(tracing.body(**change))) == {next(iter(change)): code}


@pytest.mark.parametrize("country", ["UK", "??", "ß", "BEL", "Belgium"])
def test_a_country_that_is_none_is_told_by_its_own_name(post, country):
    body = tracing.body()
    body["patient"]["address"] = {"postcode": "1000", "country": country}
    assert fields(post(body)) == {"patient.address.country": "country"}


def test_a_postcode_with_a_letter_that_grows_waits_for_a_person(post):
    body = tracing.body()
    body["patient"]["address"] = {"postcode": "Großstraße"}
    assert post(body).json()["state"] == "region_unknown"


def test_a_specimen_of_tomorrow_is_accepted_and_one_of_the_day_after_is_not(post):
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert post(tracing.body(specimen_date=tomorrow.isoformat())).status_code == 202
    later = (tomorrow + timedelta(days=1)).isoformat()
    assert fields(post(tracing.body(specimen_date=later))) == {"specimen_date": "future"}


def test_without_national_number_names_birth_date_and_telephone_are_needed(post):
    body = tracing.body(patient={"first_name": "Chloé"})
    assert set(fields(post(body))) == {"patient.family_name", "patient.birth_date", "patient.phone"}


def test_the_birth_date_comes_from_the_national_number(post):
    post(patient())
    assert Person.objects.get().birth_date.isoformat() == "1990-05-17"


def test_fields_that_are_empty_or_null_count_as_missing(post):
    empty = dict.fromkeys(("birth_date", "sex", "language", "address"))
    body = tracing.body()
    body["patient"] |= empty | {"first_name": ""}
    assert post(body).json()["state"] == "region_unknown"


def test_no_answer_repeats_what_was_posted(post):
    body = patient(phone="SECRET-1", sex="SECRET-2", national_number="SECRET-3", birth_date="SECRET-4")
    body |= {"disease": "SECRET-5", "result": "SECRET-6"}
    assert "SECRET" not in post(body).content.decode()


def test_reasons_are_in_the_language_of_the_laboratory(post):
    reasons = {
        post(tracing.body(sample=""), **{"Accept-Language": language}).json()["errors"][0]["reason"]
        for language in ("fr", "nl", "de", "en")
    }
    assert len(reasons) == 4


def test_an_unknown_postcode_is_accepted_and_waits_for_a_person(post):
    answer = post(patient(address={"postcode": "9999"}))
    assert (answer.status_code, answer.json()["state"], answer.json()["case"]) == (
        202,
        "region_unknown",
        "none",
    )


def test_a_positive_without_telephone_goes_to_the_field_team(post):
    answer = post(patient(phone=None))
    assert (answer.status_code, answer.json()["case"]) == (202, "opened")
    assert Case.objects.get().state == "with_field_team"


def test_a_negative_stops_quietly(post):
    answer = post(tracing.body(result="negative"))
    assert (answer.status_code, answer.json()["case"]) == (202, "none")
    assert not Call.objects.exists()


def test_a_test_machine_opens_nothing(post):
    tracing.laboratory("test", is_test=True)
    assert post(tracing.body(), token="test").json()["state"] == "test"


def test_reading_is_not_offered(client):
    answer = client.get(ADDRESS, headers={"Authorization": f"Bearer {tracing.TOKEN}"})
    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
