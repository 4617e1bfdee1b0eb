"""The simulated company knows what Twilio's own description knows, and nothing else."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from carrier.refusals import Refused
from carrier.rest.parameters import Form
from carrier.rest.routes import ACCOUNT, TABLE
from tests.carrier.conftest import OURS, SID
from tests.carrier.description.agreement import description
from tests.carrier.description.extract import shape

NONSENSE = {"integer": "soon", "boolean": "perhaps", "date-time": "tomorrow", "uri": "no address"}
"""What is not of a described type or format."""


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every described operation: its path without names, method and description."""
    for path, item in description()["paths"].items():
        for method, operation in item.items():
            yield shape(path), method.upper(), operation


DESCRIBED = {(method, path): operation for path, method, operation in operations()}
OFFERED = {(method, shape(ACCOUNT + path)): known for method, path, known, _answer in TABLE}
REQUESTS = [
    pytest.param(DESCRIBED[request], known, id=" ".join(request))
    for request, known in OFFERED.items()
    if request in DESCRIBED
]
every_request = pytest.mark.parametrize(("operation", "known"), REQUESTS)


def form_of(operation: dict[str, Any]) -> dict[str, Any]:
    """The schema of what a request posts."""
    body = operation.get("requestBody", {"content": {}})["content"]
    return body.get("application/x-www-form-urlencoded", {}).get("schema", {})


def parameters_of(operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The schema of each parameter that a request may carry, posted or in the query."""
    asked = {one["name"]: one["schema"] for one in operation["parameters"] if one["in"] == "query"}
    posted = form_of(operation).get("properties", {})
    return {name: resolved(schema) for name, schema in {**asked, **posted}.items()}


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema itself, where another is named."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return description()["components"]["schemas"][name] if name else schema


def nonsense_for(schema: dict[str, Any]) -> str | None:
    """A value that cannot be meant; None where any text may be."""
    if "enum" in schema or "pattern" in schema:
        return "nonsense"
    return NONSENSE.get(schema.get("format", "")) or NONSENSE.get(schema["type"])


def is_accepted(known: dict[str, Callable], name: str, value: str) -> bool:
    """Whether the company accepts a request that carries this alone."""
    try:
        Form(urlencode({name: value}), known)
    except Refused:
        return False
    return True


def test_every_request_the_company_answers_is_described_and_no_other():
    assert set(OFFERED) == set(DESCRIBED)


@every_request
def test_every_parameter_the_company_accepts_is_described(operation, known):
    assert set(known) <= set(parameters_of(operation))


@every_request
def test_what_is_not_of_the_described_type_is_refused(operation, known):
    described = parameters_of(operation)
    nonsense = {name: value for name in known if (value := nonsense_for(described[name]))}
    assert not [name for name, value in nonsense.items() if is_accepted(known, name, value)]


@every_request
def test_every_described_choice_is_accepted(operation, known):
    choices = [
        (name, schema["enum"]) for name, schema in parameters_of(operation).items() if "enum" in schema
    ]
    assert not [
        (name, value)
        for name, values in choices
        for value in values
        if name in known and not is_accepted(known, name, value)
    ]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param(path, name, id=f"{path.rpartition('/')[2]} {name}")
        for method, path in DESCRIBED
        for name in form_of(DESCRIBED[method, path]).get("required", [])
    ],
)
def test_a_request_without_what_it_must_carry_is_refused(company, path, name):
    whole = {"To": "+32470000000", "From": OURS, "Twiml": "<Response/>", "Body": "Bonjour"}
    address = path.format(SID, "room-7")
    sent = {key: value for key, value in whole.items() if key != name}
    if "Messages" in path:
        del sent["Twiml"]
    assert company.http.post(address, data=sent).status_code == 400
