"""Twilio, and whatever speaks its API: the only folder that knows the SDK.

Everything here talks to the outside world, so nothing here is ever called inside a transaction.
"""

import json
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import requests
from django.core.exceptions import ImproperlyConfigured, SuspiciousOperation
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.urls import reverse
from requests.adapters import HTTPAdapter
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator, get_signature_algorithm
from twilio.rest import Client
from twilio.twiml.voice_response import VoiceResponse

from journal.outbox import OutcomeUnknown, Rejected
from telephony.port import LegNews, MessageNews, PlaceLeg, SeekLeg, SeekSms, SendSms, Webhook
from telephony.refusals import WebhookIsForged
from telephony.states import Fault, LegState, MessageState
from telephony.twilio.asking import asked
from telephony.twilio.callbacks import LEG_STATES, MACHINES, MESSAGE_STATES, understand
from telephony.twilio.errors import fault_of, fault_of_call

TIMEOUTS = (3.05, 10.0)
# By default a status callback that fails is lost: only failed connections are retried, once. The fragment asks
# for more and is no part of the signature (Twilio, "Webhooks connection overrides").
STUBBORN = "#rc=3&rp=ct,rt,5xx"
LEG_EVENTS = ["initiated", "ringing", "answered", "completed"]
VOICES = {"fr": "fr-FR", "nl": "nl-NL", "de": "de-DE", "en": "en-GB"}
LISTED = 50


class RoutedHttpClient(TwilioHttpClient):
    """The SDK's HTTP client with what it lacks: timeouts, and another address for the company's API.

    base_url replaces scheme and host of every request; empty for the company's own. Nothing is retried here:
    to place a call twice is worse than not to know.
    """

    def __init__(self, base_url: str = "") -> None:
        super().__init__()
        # The constructor refuses a pair, and its default waits for ever.
        self.timeout: Any = TIMEOUTS
        self.base = urlsplit(base_url) if base_url else None
        session = requests.Session()
        session.trust_env = False
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(pool_connections=4, pool_maxsize=32))
        self.session = session

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """Send one request, to the configured address."""
        return super().request(method, self.routed(url), *args, **kwargs)

    def routed(self, url: str) -> str:
        """The same path at the configured address."""
        if self.base is None:
            return url
        asked = urlsplit(url)
        path = self.base.path.rstrip("/") + asked.path
        return urlunsplit((self.base.scheme, self.base.netloc, path, asked.query, asked.fragment))


class TwilioTelephony:
    """One account. `tokens`: the first signs our requests, all of them verify webhooks while one replaces another.

    callback_base_url: where the company reaches us. Signatures are verified against it, never against what a
    request's headers claim. Refuses to exist with an empty secret: whoever likes could sign for it.
    """

    def __init__(
        self, *, account: str, tokens: tuple[str, ...], base_url: str, callback_base_url: str
    ) -> None:
        if not tokens or not all(tokens):
            raise ImproperlyConfigured("TELEPHONY_AUTH_TOKEN is empty.")
        self.client = Client(account, tokens[0], http_client=RoutedHttpClient(base_url))
        self.validators = [RequestValidator(token) for token in tokens]
        self.callback_base_url = callback_base_url

    def place_leg(self, wish: PlaceLeg) -> str:
        """Add a participant to the conference named after the room; the room opens with its first participant."""
        wishes: dict[str, Any] = {}
        if wish.detect_machine:
            wishes = {
                "machine_detection": "Enable",
                "amd_status_callback": self.callback("leg-answer", wish.region_id, wish.leg),
            }
        room = self.client.conferences(str(wish.room))
        placed = asked(
            lambda: room.participants.create(
                from_=wish.caller_id,
                to=wish.to,
                label=str(wish.leg),
                beep="false",
                end_conference_on_exit=wish.ends_room,
                timeout=wish.ring_seconds,
                time_limit=wish.time_limit_seconds,
                status_callback=self.callback("leg-status", wish.region_id, wish.leg),
                status_callback_event=LEG_EVENTS,
                **wishes,
            )
        )
        return named(placed.call_sid)

    def find_leg(self, sought: SeekLeg) -> list[LegNews]:
        """First whoever carries the label in the room, else the account's calls to this number since then.

        Participants are listed only while they live, so a line that was busy is found among the calls.
        """
        refs = self.refs_in_room(sought.room, sought.leg)
        if refs:
            return [self.fetch_leg(sought.leg, ref) for ref in refs]
        calls = asked(
            lambda: self.client.calls.list(
                to=sought.to, from_=sought.caller_id, limit=LISTED, page_size=LISTED
            )
        )
        recent = [call for call in calls if is_since(call.date_created, sought.since)]
        return [leg_news(sought.leg, call) for call in reversed(recent)]

    def refs_in_room(self, room: UUID, leg: UUID) -> list[str]:
        """The lines in a room that carry this leg's label."""
        rooms = asked(lambda: self.client.conferences.list(friendly_name=str(room), limit=5))
        people = [person for place in rooms for person in asked(place.participants.list)]
        return [str(person.call_sid) for person in people if person.label == str(leg)]

    def fetch_leg(self, leg: UUID, ref: str) -> LegNews:
        """One call's resource."""
        return leg_news(leg, asked(self.client.calls(ref).fetch))

    def end_leg(self, ref: str) -> None:
        """Complete the call, whether it rings or talks."""
        try:
            asked(lambda: self.client.calls(ref).update(status="completed"))
        except Rejected as refused:
            if refused.fault != Fault.GONE:
                raise

    def mute_leg(self, room: UUID, ref: str, *, on: bool) -> None:
        """Mute one participant."""
        asked(lambda: self.participant(room, ref).update(muted=on))

    def hold_leg(self, room: UUID, ref: str, *, on: bool) -> None:
        """Put one participant on hold, with the company's music."""
        asked(lambda: self.participant(room, ref).update(hold=on))

    def participant(self, room: UUID, ref: str) -> Any:
        """A live participant; only creating one accepts the room's name instead of the conference's own id."""
        rooms = asked(
            lambda: self.client.conferences.list(friendly_name=str(room), status="in-progress", limit=1)
        )
        if not rooms:
            raise Rejected(Fault.GONE)
        return rooms[0].participants(ref)

    def send_sms(self, wish: SendSms) -> MessageNews:
        """Create the message."""
        sent = asked(
            lambda: self.client.messages.create(
                from_=wish.sender,
                to=wish.to,
                body=wish.body,
                validity_period=wish.valid_seconds,
                status_callback=self.callback("message-status", wish.region_id, wish.message),
            )
        )
        return message_news(wish.message, sent)

    def find_message(self, sought: SeekSms) -> list[MessageNews]:
        """The account's messages to this number since then with exactly this text."""
        sent = asked(lambda: self.client.messages.list(to=sought.to, limit=LISTED, page_size=LISTED))
        alike = [one for one in sent if one.body == sought.body and is_since(one.date_created, sought.since)]
        return [message_news(sought.message, one) for one in reversed(alike)]

    def fetch_message(self, message: UUID, ref: str) -> MessageNews:
        """One message's resource."""
        return message_news(message, asked(self.client.messages(ref).fetch))

    def read_webhook(self, request: HttpRequest, *, about: str, key: UUID | None = None) -> Webhook:
        """Verify the signature over our own public address and the form, then read the form."""
        if not self.is_signed(request):
            raise WebhookIsForged
        form = {name: request.POST.get(name, "") for name in request.POST}
        name, news = understand(form, about=about, key=key)
        return Webhook(name=name, body=json.dumps(form, ensure_ascii=False), news=news)

    def is_signed(self, request: HttpRequest) -> bool:
        """Whether one of our secrets signed this form for this address."""
        url = self.callback_base_url + request.get_full_path()
        signature = request.headers.get("X-Twilio-Signature", "")
        algorithm = get_signature_algorithm(request.headers.get("X-Twilio-Webhooks-Signature-Settings"))
        try:
            form = request.POST
            return any(one.validate(url, form, signature, algorithm) for one in self.validators)
        except (ValueError, TypeError, LookupError, UnreadablePostError, SuspiciousOperation):
            return False

    def say_and_hang_up(self, sentences: list[tuple[str, str]]) -> str:
        """TwiML that says each sentence in its language, then hangs up."""
        answer = VoiceResponse()
        for language, sentence in sentences:
            answer.say(sentence, language=VOICES.get(language, "en-GB"))
        answer.hangup()
        return str(answer)

    def callback(self, name: str, region_id: int, key: UUID) -> str:
        """Where the company reports about one of our rows, stubbornly."""
        return f"{self.callback_base_url}{reverse(f'telephony:{name}', args=[region_id, key])}{STUBBORN}"


def named(sid: str | None) -> str:
    """The company's name for a thing; an answer without one is no answer."""
    if not sid:
        raise OutcomeUnknown("nameless")
    return sid


def is_since(created: Any, since: Any) -> bool:
    """Whether the company made it since then; its clock shows whole seconds and may differ from ours by one."""
    return created is not None and created.timestamp() >= since.timestamp() - 2


def leg_news(leg: UUID, call: Any) -> LegNews:
    """A call's resource in our words.

    Of a conversation under way it tells when it started, which is at most the ringing too early: whoever asks late,
    since the callback was lost, must not take this moment for the answer, or a machine's late verdict would cut
    somebody off.
    """
    state = LEG_STATES.get(str(call.status))
    return LegNews(
        leg=leg,
        ref=named(call.sid),
        state=state,
        fault=fault_of_call("") if state == LegState.FAILED else None,
        is_machine=call.answered_by in MACHINES,
        seconds=int(call.duration) if call.duration else None,
        at=call.end_time or (call.start_time if state == LegState.ANSWERED else None),
    )


def message_news(message: UUID, sent: Any) -> MessageNews:
    """A message's resource in our words; a status we do not know has at least been accepted."""
    state = MESSAGE_STATES.get(str(sent.status), MessageState.QUEUED)
    code = str(sent.error_code or "")
    return MessageNews(
        message=message, ref=named(sent.sid), state=state, fault=fault_of(code), error_code=code
    )
