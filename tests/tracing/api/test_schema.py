"""The description that laboratories program against."""

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from tests.factories import tracing
from tracing.api.schema import NEGATIVE, POSITIVE, WITHOUT_NATIONAL_NUMBER
from tracing.api.shapes import LabReportShape

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_it_is_valid_openapi(schema):
    validate_schema(schema)


def test_it_names_one_address_every_answer_and_the_token(schema):
    assert "/api/v1/lab-reports/" not in schema["paths"]
    post = schema["paths"]["/api/v1/lab-reports"]["post"]
    assert set(post["responses"]) == {"202", "200", "400", "401", "409", "413", "415", "422"}
    assert post["security"] == [{"laboratoryToken": []}]
    assert [parameter["name"] for parameter in post["parameters"]] == ["Idempotency-Key"]


@pytest.mark.parametrize("example", [POSITIVE, WITHOUT_NATIONAL_NUMBER, NEGATIVE])
def test_its_examples_are_accepted(example):
    tracing.disease()
    report = LabReportShape(data=example)
    assert report.is_valid(), report.errors
