"""Reading what machines post, with a limit."""

import json
from typing import IO, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

LIMIT = 64 * 1024
"""Bytes. A report with everything in it is about 1 KB."""
PATIENCE = 8 * 1024 * 1024
"""Bytes we read and throw away of a body that is too large, so that the sender gets to hear the answer."""
CHUNK = 64 * 1024


class BodyTooLarge(APIException):
    status_code = 413
    default_code = "body_too_large"
    default_detail = _("The body is larger than 64 KB. Post one report at a time.")


def refuse_large_body(request: HttpRequest) -> None:
    """413 by the length that the sender announces; without one, the server reads nothing at all."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LIMIT:
        throw_away(request)
        raise BodyTooLarge


def throw_away(stream: HttpRequest) -> None:
    """Read on for a while without keeping anything."""
    for _chunk in range(PATIENCE // CHUNK):
        if not stream.read(CHUNK):
            return


class StrictJSONParser(JSONParser):
    """JSON and nothing else: no NaN, no key twice, no nesting without end."""

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return json.loads(
                stream.read(), parse_constant=refuse_constant, object_pairs_hook=refuse_repeated_key
            )
        except RepeatedKey:
            raise ParseError(_("A key stands twice in one object. Post each fact once.")) from None
        except (ValueError, RecursionError):
            raise ParseError(_("The body is not JSON.")) from None


class RepeatedKey(Exception):
    """Which of the two was meant? A positive result must not vanish behind a negative one."""


def refuse_repeated_key(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; RFC 8259 leaves open what a repeated key means, and Python would silently take the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise RepeatedKey
    return found


def refuse_constant(name: str) -> None:
    """NaN and Infinity are no JSON, whatever Python thinks."""
    raise ValueError(name)
