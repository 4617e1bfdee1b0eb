"""Placing, watching and ending calls with the real SDK."""

from datetime import UTC, datetime, timedelta

import pytest
from twilio.base.exceptions import TwilioRestException

LONG = '<Response><Pause length="0"/><Dial><Conference>waiting</Conference></Dial></Response>'


def test_a_call_is_reported_from_initiated_to_completed(ring, receiver, twilio):
    receiver.answer("/voice", "<Response><Say>Bonjour</Say><Hangup/></Response>")
    call = ring("+32470000000")
    reports = receiver.wait_for_states("/status", "initiated", "ringing", "in-progress", "completed")
    assert [one.params["SequenceNumber"] for one in reports] == ["0", "1", "2", "3"]
    assert all(one.is_signed and one.token for one in receiver.webhooks)
    assert {one.params["CallSid"] for one in receiver.webhooks} == {call.sid}
    assert reports[-1].params["CallbackSource"] == "call-progress-events"
    assert reports[-1].params["CallDuration"] == twilio.calls(call.sid).fetch().duration
    assert reports[-1].params["Timestamp"].endswith("+0000")


def test_only_the_end_is_reported_unless_more_is_asked(ring, receiver):
    ring("+32470000000", twiml="<Response/>", status_callback_event=[])
    (report,) = receiver.wait_for_states("/status", "completed")
    assert report.params["SequenceNumber"] == "0"
    assert len(receiver.webhooks) == 1


def test_a_finished_call_can_be_fetched(ring, receiver, twilio):
    placed = ring("+32470000000", twiml="<Response/>")
    assert placed.status == "queued"
    receiver.wait_for_states("/status", "completed")
    call = twilio.calls(placed.sid).fetch()
    assert (call.status, call.direction, call.to) == ("completed", "outbound-api", "+32470000000")
    assert call.end_time is not None


def test_a_ringing_call_is_canceled(company, ring, receiver, twilio):
    company.control("PUT", "/citizens/+32470123456", persona="manual")
    call = ring("+32470123456")
    receiver.wait_for_states("/status", "ringing")
    assert twilio.calls(call.sid).update(status="canceled").status == "canceled"
    receiver.wait_for_states("/status", "canceled")


def test_a_talking_call_is_hung_up_but_not_canceled(ring, receiver, twilio):
    call = ring("+32470000000", twiml=LONG)
    receiver.wait_for_states("/status", "in-progress")
    assert twilio.calls(call.sid).update(status="canceled").status == "in-progress"
    assert twilio.calls(call.sid).update(status="completed").status == "completed"
    receiver.wait_for_states("/status", "completed")


def test_a_call_that_is_over_is_left_alone(ring, receiver, twilio):
    call = ring("+32470000001")
    receiver.wait_for_states("/status", "busy")
    with pytest.raises(TwilioRestException) as refusal:
        twilio.calls(call.sid).update(status="completed")
    assert (refusal.value.status, refusal.value.code) == (400, 21220)


def test_a_call_is_given_other_instructions(ring, receiver, twilio):
    receiver.answer("/other", "<Response><Hangup/></Response>")
    call = ring("+32470000000", twiml=LONG)
    receiver.wait_for_states("/status", "in-progress")
    twilio.calls(call.sid).update(url=receiver.url("/other"))
    receiver.wait_for_states("/other", "in-progress")
    receiver.wait_for_states("/status", "completed")


def test_a_lost_call_is_found_by_its_number_and_time(ring, receiver, twilio):
    before = datetime.now(UTC) - timedelta(seconds=2)
    call = ring("+32470000000", twiml="<Response/>")
    ring("+32470000100", twiml="<Response/>")
    found = twilio.calls.list(to="+32470000000", start_time_after=before)
    assert [one.sid for one in found] == [call.sid]
    assert twilio.calls.list(to="+32470000000", start_time_after=before + timedelta(hours=1)) == []


def test_lists_come_in_pages_newest_first(ring, twilio):
    placed = [ring("+32470000000", twiml="<Response/>").sid for _ in range(5)]
    found = [call.sid for call in twilio.calls.list(to="+32470000000", page_size=2)]
    assert found == placed[::-1]


def test_a_time_limit_ends_the_conversation(company, ring, receiver):
    company.control("PUT", "/speed", speed=100)
    ring("+32470000000", twiml=LONG, time_limit=5)
    (end,) = receiver.wait_for_states("/status", "completed")
    assert int(end.params["CallDuration"]) >= 5
    assert int(end.params["Duration"]) >= 1
