"""Following the customer's written instructions."""

from tests.carrier.conftest import OURS
from tests.patience import until


def test_pressed_keys_are_reported(company, ring, receiver):
    company.control("PUT", "/citizens/+32470000000", persona="answers", digits="2")
    receiver.answer("/voice", '<Response><Gather action="/menu"><Say>1 ou 2 ?</Say></Gather></Response>')
    receiver.answer("/menu", "<Response><Hangup/></Response>")
    ring("+32470000000")
    (menu,) = receiver.wait_for_states("/menu", "in-progress")
    assert menu.params["Digits"] == "2"
    receiver.wait_for_states("/status", "completed")


def test_keys_can_be_pressed_by_hand(company, ring, receiver):
    receiver.answer("/voice", '<Response><Gather action="/menu" timeout="3600"/></Response>')
    call = ring("+32470000000")
    receiver.wait_for_states("/status", "in-progress")
    company.control("POST", f"/calls/{call.sid}/digits", digits="9")
    (menu,) = receiver.wait_for_states("/menu", "in-progress")
    assert menu.params["Digits"] == "9"


def test_a_redirect_leads_on(ring, receiver):
    receiver.answer("/voice", "<Response><Redirect>/next?step=2</Redirect></Response>")
    receiver.answer("/next?step=2", "<Response><Hangup/></Response>")
    ring("+32470000000")
    (asked,) = receiver.wait_for_states("/next?step=2", "in-progress")
    assert asked.is_signed


def test_a_second_leg_is_dialled_and_told(ring, receiver):
    dial = '<Response><Dial action="/after"><Number statusCallback="/leg">+32470000001</Number></Dial></Response>'
    receiver.answer("/voice", dial)
    parent = ring("+32470000000")
    (leg,) = receiver.wait_for_states("/leg", "busy")
    (after,) = receiver.wait_for_states("/after", "in-progress")
    assert leg.params["ParentCallSid"] == parent.sid
    assert after.params["DialCallStatus"] == "busy"


def test_hanging_up_ends_the_second_leg_too(ring, receiver, twilio):
    receiver.answer(
        "/voice", '<Response><Dial><Client statusCallback="/leg">agent-17</Client></Dial></Response>'
    )
    parent = ring("+32470000000")
    until(lambda: twilio.calls.list(parent_call_sid=parent.sid, status="in-progress"))
    twilio.calls(parent.sid).update(status="completed")
    receiver.wait_for_states("/leg", "completed")


def test_instructions_that_cannot_be_read_end_the_call(ring, receiver):
    receiver.answer("/voice", "<Response><Say>")
    ring("+32470000000")
    (end,) = receiver.wait_for_states("/status", "completed")
    assert end.params["ErrorCode"] == "12100"


def test_a_citizen_calls_and_waits_in_a_room(company, receiver):
    room = '<Conference statusCallback="/room" statusCallbackEvent="join">hall</Conference>'
    receiver.answer("/incoming", f"<Response><Dial>{room}</Dial></Response>")
    company.control(
        "PUT", "/inbound", voice_url=receiver.url("/incoming"), status_url=receiver.url("/status")
    )
    call = company.control("POST", "/inbound/calls", **{"from": "+32470000000", "to": OURS})
    (asked,) = receiver.wait_for_states("/incoming", "ringing")
    assert (asked.params["Direction"], asked.params["From"]) == ("inbound", "+32470000000")
    receiver.wait_for_states("/room", "participant-join")
    company.control("POST", f"/calls/{call['sid']}/hangup")
    receiver.wait_for_states("/status", "ringing", "in-progress", "completed")


def test_a_rejected_caller_was_never_answered(company, receiver):
    receiver.answer("/incoming", '<Response><Reject reason="busy"/></Response>')
    wishes = {"from": "+32470000000", "to": OURS, "url": receiver.url("/incoming")}
    company.control("PUT", "/inbound", status_url=receiver.url("/status"))
    company.control("POST", "/inbound/calls", **wishes)
    receiver.wait_for_states("/status", "busy")
    assert "in-progress" not in company.calls()[0]["moments"]
