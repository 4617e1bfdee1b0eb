"""Whether what is asked and answered is what Twilio describes: nothing missing, nothing more, every format right."""

import json
import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from openapi_core import Config, OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse
from requests import Response

HERE = Path(__file__).parent


def matching(pattern: str) -> Callable[[Any], bool]:
    """A format that is one regular expression."""
    return lambda value: re.fullmatch(pattern, value) is not None


def is_rfc_2822(value: str) -> bool:
    """A moment with its zone, as in "Sat, 19 Feb 2011 21:07:19 +0000"."""
    return parsedate_to_datetime(value).tzinfo is not None


def is_address(value: str) -> bool:
    """An address of the web, or one relative to the company's own (its pages name each other so)."""
    parts = urlsplit(value)
    return (parts.scheme in ("http", "https") and bool(parts.netloc)) or value.startswith("/2010-04-01/")


FORMATS: dict[str, Callable[[Any], bool]] = {
    "currency": matching("[A-Z]{3}"),
    "date-time-rfc-2822": is_rfc_2822,
    "endpoint": matching(r"\+[1-9]\d{1,14}|(client|sip):\S+"),
    "http-method": matching("GET|POST"),
    # Besides numbers, a sender may be a short code or a name (Twilio, "Alphanumeric Sender ID").
    "phone-number": matching(r"\+[1-9]\d{1,14}|[A-Za-z0-9 ]{1,11}"),
    "twiml": matching(r"\s*<[\s\S]*>\s*"),
    "uri": is_address,
    "uri-map": lambda value: all(map(is_address, value.values())),
}
"""Twilio's own formats. Source: the description's words beside each, and Twilio's API reference."""


@cache
def description() -> dict[str, Any]:
    """The extract, mended where it contradicts Twilio's own words and examples."""
    found: dict[str, Any] = json.loads((HERE / "twilio_api_v2010.json").read_text())
    schemas = found["components"]["schemas"]
    # "When a conference is in progress, will be null": the enumeration forgot it.
    reason = schemas["conference_enum_reason_conference_ended"]
    reason.update(nullable=True, enum=[*reason["enum"], None])
    for name in ("call", "conference", "message"):
        # An object without named properties: any name of a subresource is one.
        schema = schemas[f"api.v2010.account.{name}"]["properties"]["subresource_uris"]
        schema["additionalProperties"] = {"type": "string"}
    return found


@cache
def openapi_at(base_url: str) -> OpenAPI:
    """The description of a company at this address, read strictly: a property more or less is a fault."""
    strict = Config(
        additional_properties_default_policy="forbid",
        response_properties_default_policy="required",
        extra_format_validators=FORMATS,
    )
    return OpenAPI.from_dict({**description(), "servers": [{"url": base_url}]}, config=strict)


def insist_on_agreement(response: Response, **_settings: object) -> None:
    """Fail when an answer, or the request that was granted, is not as described. Made to hang on a session of requests.

    Refusals are passed over: what is refused may be malformed, and the description has no errors.
    """
    if not response.ok:
        return
    asked = urlsplit(str(response.request.url))
    company = openapi_at(f"{asked.scheme}://{asked.netloc}")
    request = RequestsOpenAPIRequest(response.request)
    company.validate_request(request)
    company.validate_response(request, RequestsOpenAPIResponse(response))
