"""What our own client really sends, and what it is answered, is what Twilio describes.

Its session holds every request that is granted, and its answer, against the description.
"""

import uuid
from datetime import UTC, datetime

import pytest

from journal.outbox import Rejected
from telephony.port import PlaceLeg, SeekLeg, SeekSms, SendSms
from telephony.states import Fault, LegState
from telephony.twilio.client import TwilioTelephony
from tests.carrier.conftest import OURS, SID, TOKEN
from tests.carrier.description.agreement import insist_on_agreement

ROOM, AGENTS, CITIZENS, SMS = (uuid.UUID(int=number) for number in (1, 2, 3, 4))
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
CITIZEN = "+32470000000"
PEOPLE = {AGENTS: "client:agent-17", CITIZENS: CITIZEN}


@pytest.fixture
def ours(company, receiver):
    telephony = TwilioTelephony(
        account=SID, tokens=(TOKEN,), base_url=company.base_url, callback_base_url=receiver.base_url
    )
    session = telephony.client.http_client.session
    session.hooks["response"].append(insist_on_agreement)
    yield telephony
    session.close()


def _place(ours, leg, *, to=None):
    wish = PlaceLeg(
        room=ROOM,
        leg=leg,
        to=to or PEOPLE[leg],
        caller_id=OURS,
        region_id=1,
        ends_room=leg != AGENTS,
        ring_seconds=30,
        time_limit_seconds=7200,
        detect_machine=leg == CITIZENS,
    )
    return ours.place_leg(wish)


def _sought(to):
    return SeekLeg(room=ROOM, leg=CITIZENS, to=to, caller_id=OURS, since=LONG_AGO)


@pytest.fixture
def talking(ours, receiver, eventually):
    """The company's names of the agent's and the citizen's line, in conversation."""
    lines = [_place(ours, leg) for leg in (AGENTS, CITIZENS)]
    eventually(lambda: ours.client.conferences.list(status="in-progress"))
    return lines


def test_a_line_is_placed_and_found_by_its_label(ours, talking):
    assert [news.ref for news in ours.find_leg(_sought(CITIZEN))] == talking[1:]
    assert ours.fetch_leg(CITIZENS, talking[1]).state == LegState.ANSWERED


def test_a_line_that_was_busy_is_found_by_its_number(ours, eventually):
    ref = _place(ours, CITIZENS, to="+32470000001")
    eventually(lambda: ours.fetch_leg(CITIZENS, ref).state == LegState.BUSY)
    assert [news.ref for news in ours.find_leg(_sought("+32470000001"))] == [ref]


def test_a_line_is_muted_held_and_ended(ours, talking):
    for on in (True, False):
        ours.mute_leg(ROOM, talking[1], on=on)
        ours.hold_leg(ROOM, talking[1], on=on)
    ours.end_leg(talking[1])
    assert ours.fetch_leg(CITIZENS, talking[1]).state == LegState.COMPLETED


def test_a_message_is_sent_fetched_and_found(ours):
    sent = ours.send_sms(
        SendSms(message=SMS, region_id=1, to=CITIZEN, sender="8811", body="Bonjour", valid_seconds=600)
    )
    assert ours.fetch_message(SMS, sent.ref).ref == sent.ref
    found = ours.find_message(SeekSms(message=SMS, to=CITIZEN, body="Bonjour", since=LONG_AGO))
    assert [news.ref for news in found] == [sent.ref]


def test_a_refusal_is_understood(ours):
    with pytest.raises(Rejected) as refusal:
        _place(ours, CITIZENS, to="0470")
    assert refusal.value.fault == Fault.WRONG_NUMBER
