import pytest
from rest_framework.exceptions import ErrorDetail

from config.problems import field_errors
from tests.factories.accounts import agent, supervisor

pytestmark = pytest.mark.django_db


def test_nested_errors_name_their_field():
    detail = {
        "patient": {"birth_date": [ErrorDetail("In the future.", code="invalid")]},
        "non_field_errors": [],
    }
    assert list(field_errors(detail)) == [
        {"field": "patient.birth_date", "code": "invalid", "reason": "In the future."}
    ]


def test_a_refusal_is_a_page_for_a_page(client):
    client.force_login(supervisor())
    answer = client.get("/desk/")
    assert answer.status_code == 403
    assert "another role" in answer.content.decode()


def test_a_refusal_is_a_toast_for_a_fragment_and_makes_the_page_catch_up(client):
    client.force_login(agent())
    answer = client.post("/desk/calls/4711/hang-up/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "body"
    assert answer["HX-Trigger"] == "live.back"
    assert "<html" not in answer.content.decode()


def test_a_machine_gets_problem_details(client):
    answer = client.post("/api/v1/lab-reports", {}, content_type="application/json")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()) >= {"type", "title", "status", "detail"}
