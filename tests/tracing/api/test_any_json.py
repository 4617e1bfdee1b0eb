"""Whatever a laboratory posts, it gets an answer it can act on."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import tracing

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(["sample", "disease", "result", "specimen_date", "patient"])
OF_THE_PATIENT = st.sampled_from(
    ["national_number", "first_name", "family_name", "birth_date", "sex", "language", "phone", "address"]
)


@pytest.fixture(autouse=True)
def laboratory(db):
    tracing.region("1000")
    return tracing.laboratory()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report=st.dictionaries(FIELDS, ANYTHING), patient=st.dictionaries(OF_THE_PATIENT, ANYTHING))
def test_any_json_is_received_or_refused_by_field(client, report, patient):
    body = tracing.body()
    body["patient"] |= patient
    answer = client.post(
        "/api/v1/lab-reports",
        json.dumps(body | report),
        content_type="application/json",
        headers={"Authorization": f"Bearer {tracing.TOKEN}"},
    )
    assert answer.status_code in (200, 202, 409, 422)
    assert answer.status_code != 422 or answer.json()["errors"]
