"""The adapter against what the SDK really sends: requests are caught where they would leave the house."""

import uuid
from datetime import UTC, datetime
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError

from journal.outbox import OutcomeUnknown, Rejected
from telephony.port import PlaceLeg, SeekLeg, SeekSms, SendSms
from telephony.states import Fault, LegState
from telephony.twilio.client import TIMEOUTS, TwilioTelephony

ACCOUNT = "AC" + "0" * 32
WISH = PlaceLeg(
    room=uuid.UUID(int=1),
    leg=uuid.UUID(int=2),
    region_id=4,
    to="+32470123456",
    caller_id="+3222141919",
    ends_room=True,
    ring_seconds=30,
    time_limit_seconds=7200,
    detect_machine=True,
)
SMS = SendSms(
    message=uuid.UUID(int=3), region_id=4, to="+32470123456", sender="8811", body="Bonjour", valid_seconds=600
)


class Wire:
    """Answers every request with the next of `answers` (status, body), or raises it."""

    def __init__(self):
        self.requests, self.answers = [], []

    def send(self, request, **settings):
        self.requests.append((request, settings))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, body = answer
        return SimpleNamespace(status_code=status, text=body, headers={})

    def form(self):
        return parse_qs(self.requests[-1][0].body)


@pytest.fixture
def wire(monkeypatch):
    wire = Wire()
    monkeypatch.setattr(requests.Session, "send", lambda session, request, **kw: wire.send(request, **kw))
    return wire


@pytest.fixture
def company():
    return TwilioTelephony(
        account=ACCOUNT,
        tokens=("secret",),
        base_url="http://127.0.0.1:9009/box",
        callback_base_url="https://tracing.example",
    )


def test_a_line_is_a_participant_of_the_attempts_conference(wire, company):
    wire.answers = [(201, '{"call_sid": "CA1"}')]
    assert company.place_leg(WISH) == "CA1"
    request, sent_with = wire.requests[0]
    assert request.url == (
        f"http://127.0.0.1:9009/box/2010-04-01/Accounts/{ACCOUNT}/Conferences/{WISH.room}/Participants.json"
    )
    assert sent_with["timeout"] == TIMEOUTS
    form = wire.form()
    assert form["Label"] == [str(WISH.leg)]
    assert (form["From"], form["To"]) == ([WISH.caller_id], [WISH.to])
    assert (form["Beep"], form["EndConferenceOnExit"]) == (["false"], ["true"])
    assert (form["Timeout"], form["TimeLimit"]) == (["30"], ["7200"])
    assert form["StatusCallbackEvent"] == ["initiated", "ringing", "answered", "completed"]
    assert form["StatusCallback"] == [
        f"https://tracing.example/telephony/4/legs/{WISH.leg}/status#rc=3&rp=ct,rt,5xx"
    ]
    assert (form["MachineDetection"], "AmdStatusCallback" in form) == (["Enable"], True)


def test_only_the_citizen_closes_the_room_and_only_the_citizen_may_be_a_machine(wire, company):
    wire.answers = [(201, '{"call_sid": "CA1"}')]
    agents = PlaceLeg(**{**WISH.__dict__, "ends_room": False, "detect_machine": False})
    company.place_leg(agents)
    form = wire.form()
    assert form["EndConferenceOnExit"] == ["false"]
    assert "MachineDetection" not in form


def test_an_sms_does_not_wait_longer_than_it_may(wire, company):
    wire.answers = [(201, '{"sid": "SM1", "status": "queued"}')]
    assert company.send_sms(SMS).ref == "SM1"
    form = wire.form()
    assert (form["ValidityPeriod"], form["Body"]) == (["600"], ["Bonjour"])
    assert urlsplit(form["StatusCallback"][0]).path == f"/telephony/4/messages/{SMS.message}/status"


REFUSED = '{"code": %d, "message": "no +32470123456", "status": %d}'


@pytest.mark.parametrize(
    ("answer", "fault", "safe"),
    [
        ((429, REFUSED % (20429, 429)), Fault.THROTTLED, True),
        ((400, REFUSED % (21211, 400)), Fault.WRONG_NUMBER, False),
        ((400, REFUSED % (21610, 400)), Fault.OPTED_OUT, False),
        ((403, REFUSED % (21408, 403)), Fault.REFUSES_US, False),
        ((401, REFUSED % (20003, 401)), Fault.REFUSES_US, False),
        ((400, REFUSED % (99999, 400)), Fault.UNKNOWN, False),
        (requests.ConnectTimeout(), Fault.THROTTLED, True),
        (
            requests.ConnectionError(MaxRetryError(None, "", NewConnectionError(None, "refused"))),
            Fault.THROTTLED,
            True,
        ),
    ],
)
def test_a_refusal_says_what_it_is_about_and_whether_to_try_again(wire, company, answer, fault, safe):
    wire.answers = [answer]
    with pytest.raises(Rejected) as refused:
        company.place_leg(WISH)
    assert (refused.value.fault, refused.value.safe_to_retry) == (fault, safe)
    assert "+32" not in str(refused.value)


@pytest.mark.parametrize(
    "answer",
    [
        (500, REFUSED % (20500, 500)),
        (503, "<html>"),
        (201, "not json"),
        (201, "{}"),
        requests.ReadTimeout(),
        requests.ConnectionError(ProtocolError("Connection aborted")),
    ],
    ids=["500", "html", "no json", "no sid", "read timeout", "cut off"],
)
def test_whatever_is_not_an_answer_leaves_the_outcome_unknown(wire, company, answer):
    wire.answers = [answer]
    with pytest.raises(OutcomeUnknown):
        company.place_leg(WISH)


SOUGHT = SeekLeg(
    room=WISH.room,
    leg=WISH.leg,
    to=WISH.to,
    caller_id=WISH.caller_id,
    since=datetime(2026, 3, 2, 9, 0, 2, tzinfo=UTC),
)
LISTS = {
    "rooms": lambda company: company.find_leg(SOUGHT),
    "messages": lambda company: company.find_message(
        SeekSms(message=SMS.message, to=SMS.to, body=SMS.body, since=SOUGHT.since)
    ),
    "the room of a leg": lambda company: company.hold_leg(WISH.room, "CA1", on=True),
}


@pytest.mark.parametrize("ask", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize(
    ("answer", "fault", "safe"),
    [
        ((401, REFUSED % (20003, 401)), Fault.REFUSES_US, False),
        ((404, REFUSED % (20404, 404)), Fault.GONE, False),
        ((429, REFUSED % (20429, 429)), Fault.THROTTLED, True),
        ((429, "<html>"), Fault.THROTTLED, True),
        ((400, "[]"), Fault.UNKNOWN, False),
    ],
    ids=["401", "404", "429", "429 of a proxy", "400 without a word"],
)
def test_a_list_that_is_refused_is_a_refusal_like_any_other(wire, company, ask, answer, fault, safe):
    wire.answers = [answer]
    with pytest.raises(Rejected) as refused:
        ask(company)
    assert (refused.value.fault, refused.value.safe_to_retry) == (fault, safe)
    assert "+32" not in str(refused.value)


@pytest.mark.parametrize("ask", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize(
    "answer",
    [(500, REFUSED % (20500, 500)), (502, "<html>"), (200, "not json"), (200, '{"a": [], "b": []}')],
    ids=["500", "html", "no json", "no list"],
)
def test_a_list_that_nobody_can_read_says_nothing(wire, company, ask, answer):
    wire.answers = [answer]
    with pytest.raises(OutcomeUnknown):
        ask(company)


def test_a_refusal_in_the_shape_of_rfc_9457_counts_as_one(wire, company):
    problem = '{"type": "https://twilio.com/problem", "title": "Too many", "status": 429, "code": 20429}'
    wire.answers = [(429, problem)]
    with pytest.raises(Rejected) as refused:
        company.place_leg(WISH)
    assert (refused.value.fault, refused.value.safe_to_retry) == (Fault.THROTTLED, True)


@pytest.mark.parametrize("answer", [(400, REFUSED % (21220, 400)), (404, REFUSED % (20404, 404))])
def test_a_line_that_is_already_over_counts_as_hung_up(wire, company, answer):
    wire.answers = [answer]
    company.end_leg("CA1")


def test_a_lost_line_is_found_among_the_recent_calls_to_its_number(wire, company):
    old = '{"sid": "CA0", "status": "completed", "date_created": "Mon, 02 Mar 2026 08:00:00 +0000"}'
    new = '{"sid": "CA1", "status": "busy", "date_created": "Mon, 02 Mar 2026 09:00:01 +0000"}'
    wire.answers = [(200, '{"conferences": []}'), (200, f'{{"calls": [{new}, {old}]}}')]
    since = datetime(2026, 3, 2, 9, 0, 2, tzinfo=UTC)
    sought = SeekLeg(room=WISH.room, leg=WISH.leg, to=WISH.to, caller_id=WISH.caller_id, since=since)
    [found] = company.find_leg(sought)
    assert (found.ref, found.leg, found.state) == ("CA1", WISH.leg, LegState.BUSY)


@pytest.mark.parametrize(
    ("status", "ended", "at"),
    [
        ("in-progress", "null", datetime(2026, 3, 2, 9, 0, 1, tzinfo=UTC)),
        ("completed", '"Mon, 02 Mar 2026 09:05:00 +0000"', datetime(2026, 3, 2, 9, 5, tzinfo=UTC)),
        ("ringing", "null", None),
    ],
)
def test_a_conversation_under_way_is_dated_from_its_start_and_not_from_when_we_asked(
    wire, company, status, ended, at
):
    call = f'"status": "{status}", "start_time": "Mon, 02 Mar 2026 09:00:01 +0000", "end_time": {ended}'
    wire.answers = [(200, f'{{"sid": "CA1", {call}}}')]
    assert company.fetch_leg(WISH.leg, "CA1").at == at
