"""What the OpenAPI description says about this API beyond its shapes."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from tracing.api.shapes import Problem, Receipt

PROBLEM = "application/problem+json"


class BearerToken(OpenApiAuthenticationExtension):
    """How a machine signs in."""

    target_class = "accounts.api.authentication.MachineToken"
    name = "laboratoryToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "One token for each laboratory."}


IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Of your choice, at most 255 characters: one for each report. Repeating a post under its key, or "
    "under its sample number, is harmless and is answered with the same receipt.",
)

POSITIVE = {
    "sample": "2026-11-000123",
    "disease": "covid-19",
    "result": "positive",
    "specimen_date": "2026-11-21",
    "patient": {
        "national_number": "90.05.17-001.56",
        "first_name": "Chloé",
        "family_name": "Lambert",
        "language": "fr",
        "phone": "0470 12 34 56",
        "address": {"postcode": "1000"},
    },
}
WITHOUT_NATIONAL_NUMBER = POSITIVE | {
    "sample": "2026-11-000124",
    "patient": {
        "first_name": "Dario",
        "family_name": "Peeters",
        "birth_date": "1985-11-02",
        "sex": "M",
        "language": "nl",
        "phone": "+32 471 23 45 67",
        "address": {"postcode": "9000", "country": "BE"},
    },
}
NEGATIVE = WITHOUT_NATIONAL_NUMBER | {"sample": "2026-11-000125", "result": "negative"}
RECEIPT = {
    "id": "0b9f0b62-6d0f-4f0e-8a53-0a4f7c1f5d11",
    "state": "opened_case",
    "case": "opened",
    "received_at": "2026-11-22T10:15:00+01:00",
}
INVALID = {
    "type": "/problems/invalid_report",
    "title": "Invalid report",
    "status": 422,
    "detail": "Correct the fields that are listed and post the report again.",
    "errors": [
        {"field": "patient.birth_date", "code": "future", "reason": "The birth date lies in the future."}
    ],
}

EXAMPLES = [
    OpenApiExample("A positive result", POSITIVE, request_only=True),
    OpenApiExample("Without national number", WITHOUT_NATIONAL_NUMBER, request_only=True),
    OpenApiExample("A negative result", NEGATIVE, request_only=True),
    OpenApiExample("Receipt", RECEIPT, response_only=True, status_codes=["200", "202"]),
    OpenApiExample("Invalid", INVALID, response_only=True, status_codes=["422"], media_type=PROBLEM),
]


def problem(description: str) -> OpenApiResponse:
    """An error answer."""
    return OpenApiResponse(Problem, description)


RESPONSES = {
    202: OpenApiResponse(Receipt, "Received: it is committed, and it is ours to see to from now on."),
    200: OpenApiResponse(Receipt, "We had it already: the same receipt, nothing changed."),
    (400, PROBLEM): problem("The body is not JSON."),
    (401, PROBLEM): problem("The token is missing, unknown or revoked."),
    (409, PROBLEM): problem("This sample was received before with other content. The first one stands."),
    (413, PROBLEM): problem("The body is larger than 64 KB."),
    (415, PROBLEM): problem("The body must be application/json."),
    (422, PROBLEM): problem("Fields to correct, or an Idempotency-Key that was used for another report."),
}
