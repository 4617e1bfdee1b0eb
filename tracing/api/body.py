"""Reading what machines post, with a limit."""

import json
from typing import IO, Any

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


class SmallJSONParser(JSONParser):
    """JSON of at most 64 KB; 413 beyond that, 400 for what is not JSON."""

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> Any:
        body = stream.read(LIMIT + 1)
        if len(body) > LIMIT:
            throw_away(stream)
            raise BodyTooLarge
        try:
            return json.loads(body, parse_constant=refuse_constant)
        except (ValueError, RecursionError):
            raise ParseError(_("The body is not JSON.")) from None


def throw_away(stream: IO[bytes]) -> None:
    """Read on for a while without keeping anything."""
    for _chunk in range(PATIENCE // CHUNK):
        if not stream.read(CHUNK):
            return


def refuse_constant(name: str) -> None:
    """NaN and Infinity are no JSON, whatever Python thinks."""
    raise ValueError(name)
