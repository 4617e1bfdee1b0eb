"""What the telephone company posts to us. No session, no CSRF token: the signature is the door.

Every answer is quick: news costs a few UPDATEs, and whatever must be asked of the company is left to a task.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from telephony.commands.receive_webhook import receive_webhook
from telephony.connection import company
from telephony.port import InboundCall
from telephony.queries.inbound import languages_for
from telephony.refusals import WebhookIsForged

View = Callable[..., HttpResponse]


def for_the_company(view: View) -> View:
    """Only POST, no CSRF token, and 403 for whatever is forged or malformed."""

    @wraps(view)
    def guarded(request: HttpRequest, **path: int | UUID) -> HttpResponse:
        try:
            return view(request, **path)
        except WebhookIsForged:
            return HttpResponseForbidden()

    return csrf_exempt(require_POST(guarded))


@for_the_company
def leg_status(request: HttpRequest, region_id: int, key: UUID) -> HttpResponse:
    """A line is being placed, rings, was answered, or is over."""
    return take_news(request, about="leg", region_id=region_id, key=key)


@for_the_company
def leg_answer(request: HttpRequest, region_id: int, key: UUID) -> HttpResponse:
    """A person or a machine answered."""
    return take_news(request, about="answer", region_id=region_id, key=key)


@for_the_company
def message_status(request: HttpRequest, region_id: int, key: UUID) -> HttpResponse:
    """An SMS was sent, delivered, or failed."""
    return take_news(request, about="message", region_id=region_id, key=key)


@for_the_company
def inbound_sms(request: HttpRequest) -> HttpResponse:
    """Somebody sent us an SMS. Nothing is answered: the company confirms a STOP by itself."""
    return take_news(request, about="inbound_sms")


@for_the_company
def inbound_voice(request: HttpRequest) -> HttpResponse:
    """Somebody calls the number that rang them: they hear whose it is, and that we call again."""
    webhook = company().read_webhook(request, about="inbound_call")
    receive_webhook(webhook)
    call = (
        webhook.news if isinstance(webhook.news, InboundCall) else InboundCall(ref="", caller="", called="")
    )
    spoken = sentences(languages_for(caller=call.caller, called=call.called))
    return HttpResponse(company().say_and_hang_up(spoken), content_type="text/xml")


def sentences(languages: list[str]) -> list[tuple[str, str]]:
    """Whose number it is, in each language. No word about anybody's health: we do not know who listens."""
    said = []
    for language in languages:
        with override(language):
            said.append(
                (
                    language,
                    _(
                        "This is the number of the health authority's call centre. If we tried to reach you, "
                        "we will get in touch with you again. Thank you."
                    ),
                )
            )
    return said


def take_news(
    request: HttpRequest, *, about: str, region_id: int | None = None, key: UUID | None = None
) -> HttpResponse:
    """Verify, keep, take, and say so."""
    webhook = company().read_webhook(request, about=about, key=key)
    receive_webhook(webhook, region_id=region_id)
    return HttpResponse(status=204)
