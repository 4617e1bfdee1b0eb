"""Text messages in both directions."""

from datetime import timedelta

import pytest
from twilio.base.exceptions import TwilioRestException

from carrier.sms_text import segments
from tests.carrier.conftest import OURS


@pytest.fixture
def write(twilio, receiver):
    def send(to, body="Bonjour", **wishes):
        wishes = {"from_": OURS, "status_callback": receiver.url("/sms")} | wishes
        return twilio.messages.create(to=to, body=body, **wishes)

    return send


def test_a_message_is_sent_and_delivered(write, receiver, twilio):
    message = write("+32470000000")
    assert message.status == "queued"
    sent, delivered = receiver.wait_for_states("/sms", "sent", "delivered")
    assert sent.is_signed
    assert delivered.params["MessageSid"] == message.sid
    assert twilio.messages(message.sid).fetch().status == "delivered"
    assert [one.sid for one in twilio.messages.list(to="+32470000000")] == [message.sid]


def test_messages_are_found_by_their_day(write, receiver, twilio):
    message = write("+32470000000")
    its_day = message.date_created
    found = [twilio.messages.list(date_sent=its_day + timedelta(days=days)) for days in (0, -1, 1)]
    assert [[one.sid for one in day] for day in found] == [[message.sid], [], []]


def test_a_dead_number_gets_nothing(write, receiver):
    write("+32470000008")
    (report,) = receiver.wait_for_states("/sms", "undelivered")
    assert report.params["ErrorCode"] == "30005"


def test_a_message_expires_before_the_telephone_is_switched_on(company, write, receiver):
    company.control("PUT", "/citizens/+32470123456", persona="switched_off")
    write("+32470123456", validity_period=60)
    (report,) = receiver.wait_for_states("/sms", "failed")
    assert report.params["ErrorCode"] == "30036"


def test_who_replies_stop_gets_no_more(company, write, receiver):
    company.control("PUT", "/inbound", sms_url=receiver.url("/inbox"))
    write("+32470000006")
    (stop,) = receiver.wait_for_states("/inbox", "received")
    assert (stop.params["Body"], stop.params["From"], stop.params["To"]) == ("STOP", "+32470000006", OURS)
    assert stop.params["OptOutType"] == "STOP"
    with pytest.raises(TwilioRestException) as refusal:
        write("+32470000006")
    assert (refusal.value.status, refusal.value.code) == (400, 21610)


def test_who_writes_start_gets_messages_again(company, write, receiver):
    inbox = {"from": "+32470000000", "to": OURS, "url": receiver.url("/inbox")}
    company.control("POST", "/inbound/messages", **inbox, body="stop")
    company.control("POST", "/inbound/messages", **inbox, body="START")
    write("+32470000000")
    receiver.wait_for_states("/sms", "delivered")


def test_a_named_sender_cannot_be_answered(company, write, receiver):
    company.control("PUT", "/inbound", sms_url=receiver.url("/inbox"))
    write("+32470000006", from_="TRACING")
    receiver.wait_for_states("/sms", "delivered")
    assert all(one.path != "/inbox" for one in receiver.webhooks)


def test_a_reply_in_twiml_is_sent(company, receiver, twilio):
    receiver.answer("/inbox", "<Response><Message>Merci</Message></Response>")
    inbox = {"from": "+32470000000", "to": OURS, "url": receiver.url("/inbox")}
    company.control("POST", "/inbound/messages", **inbox, body="Hello")
    (reply,) = twilio.messages.list(to="+32470000000")
    assert (reply.body, reply.direction) == ("Merci", "outbound-reply")


def test_a_messaging_service_may_send(write, receiver):
    message = write("+32470000000", from_=None, messaging_service_sid="MG" + "2" * 32)
    assert message.status == "accepted"
    receiver.wait_for_states("/sms", "queued", "sent", "delivered")


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ({"to": "0470"}, 21211),
        ({"to": "+32470000000", "from_": "?"}, 21212),
        ({"to": "+32470000000", "from_": None}, 21603),
        ({"to": "+32470000000", "body": ""}, 21602),
        ({"to": "+32470000000", "body": "x" * 1601}, 21617),
    ],
)
def test_a_message_that_cannot_be_sent_is_refused(write, wishes, code):
    with pytest.raises(TwilioRestException) as refusal:
        write(**wishes)
    assert (refusal.value.status, refusal.value.code) == (400, code)


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("é" * 160, 1),
        ("€" * 81, 2),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("😀" * 36, 2),
    ],
)
def test_segments_are_counted_as_they_are_billed(body, count):
    assert segments(body) == count
