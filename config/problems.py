"""Refusals and faults as answers: RFC 9457 problem details for machines, a page or a fragment for people."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from config.refusals import as_refusal

PROBLEM = "application/problem+json"
# The body, not the messages' own place: htmx seeks any other target beside the element that asked, and finds none when
# news has redrawn that part of the page meanwhile. `toast.js` moves the message to its place.
STALE_PAGE = {"HX-Retarget": "body", "HX-Reswap": "beforeend", "HX-Trigger": "live.back"}


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: every error as problem details with `type`, `title`, `status`, `detail`, `errors`."""
    if refusal := as_refusal(error):
        return problem(refusal.http_status, refusal.code, str(refusal))
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, ValidationError):
        sentence = _("Correct the fields that are listed and post the report again.")
        answer = problem(422, "invalid_report", sentence)
        answer.data["errors"] = list(field_errors(error.detail))
        return answer
    detail = error.detail if isinstance(error, APIException) else response.data.get("detail", "")
    answer = problem(response.status_code, getattr(detail, "code", "refused"), str(detail))
    for header, value in response.headers.items():
        if header.lower() in ("www-authenticate", "retry-after", "allow"):
            answer[header] = value
    return answer


def problem(status: int, code: str, detail: str) -> Response:
    """One problem document."""
    body = {
        "type": f"/problems/{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "detail": detail,
    }
    return Response(body, status=status, content_type=PROBLEM)


def field_errors(detail: Any, path: str = "") -> Any:
    """Flatten DRF's nested errors: {"field": "patient.birth_date", "code": …, "reason": …} each."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            where = path if name == "non_field_errors" else f"{path}.{name}".strip(".")
            yield from field_errors(inner, where)
    elif isinstance(detail, list):
        for inner in detail:
            yield from field_errors(inner, path)
    elif isinstance(detail, ErrorDetail):
        yield {"field": path, "code": detail.code, "reason": str(detail)}


class RefusalMiddleware:
    """A Refusal raised by a page becomes a sentence on a page, or in the fragment that htmx asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        refusal = as_refusal(error)
        if refusal is None:
            return None
        is_fragment = bool(request.headers.get("HX-Request"))
        template = "_refusal.html" if is_fragment else "refusal.html"
        # htmx shows no 503: the one of a front door would be a page inside of the page.
        status = 409 if is_fragment and refusal.http_status == 503 else refusal.http_status
        answer = render(request, template, {"refusal": refusal}, status=status)
        add_never_cache_headers(answer)
        if not is_fragment:
            return answer
        # The page that asked is out of date: it says why, and fetches what it shows again.
        for header, value in STALE_PAGE.items():
            answer[header] = value
        return answer
