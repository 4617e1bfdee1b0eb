"""What each citizen does with the telephone."""

import pytest

from carrier.personas import BY_LAST_TWO_DIGITS, WEIGHTS, persona_for

WAITING = "<Response><Dial><Conference>waiting</Conference></Dial></Response>"


@pytest.mark.parametrize(
    ("digits", "end", "sip"),
    [("01", "busy", "486"), ("02", "no-answer", "487"), ("04", "completed", "200"), ("08", "failed", "404")],
)
def test_a_call_ends_as_the_last_two_digits_say(ring, receiver, digits, end, sip):
    ring(f"+324700000{digits}", twiml=WAITING)
    (report,) = receiver.wait_for_states("/status", end)
    assert report.params["SipResponseCode"] == sip


@pytest.mark.parametrize("digits", ["00", "03", "05", "06", "07"])
def test_a_citizen_who_answers_stays_on_the_line(ring, receiver, twilio, digits):
    call = ring(f"+324700000{digits}", twiml=WAITING)
    receiver.wait_for_states("/status", "in-progress")
    assert twilio.calls(call.sid).fetch().status == "in-progress"


def test_who_is_slow_misses_a_short_ring(ring, receiver):
    ring("+32470000007", twiml=WAITING, timeout=15)
    receiver.wait_for_states("/status", "no-answer")


def test_who_answers_later_misses_the_first_call_only(ring, receiver):
    ring("+32470000009", twiml=WAITING)
    receiver.wait_for_states("/status", "no-answer")
    ring("+32470000009", twiml=WAITING)
    receiver.wait_for_states("/status", "in-progress")


def test_a_headset_answers(ring, receiver):
    ring("client:agent-17", twiml=WAITING)
    receiver.wait_for_states("/status", "in-progress")


@pytest.mark.parametrize(
    ("number", "verdict"), [("+32470000003", "machine_start"), ("+32470000000", "human")]
)
def test_a_voicemail_is_told_from_a_person(ring, receiver, number, verdict):
    wishes = {"async_amd": "true", "async_amd_status_callback": receiver.url("/amd")}
    call = ring(number, twiml=WAITING, machine_detection="Enable", **wishes)
    (report,) = receiver.wait_for_states("/amd", verdict)
    assert report.params["CallSid"] == call.sid
    assert report.params["MachineDetectionDuration"] == "2400"
    assert report.is_signed


def test_detection_without_a_callback_comes_with_the_request_for_instructions(ring, receiver):
    receiver.answer("/voice", "<Response/>")
    ring("+32470000003", machine_detection="DetectMessageEnd")
    webhooks = receiver.wait_for(lambda all_: [one for one in all_ if one.path == "/voice"])
    (asked,) = [one for one in webhooks if one.path == "/voice"]
    assert asked.params["AnsweredBy"] == "machine_end_beep"


def test_a_number_has_one_persona_under_one_seed():
    numbers = [f"+324700{n:05}" for n in range(10, 1000)]
    first = [persona_for(number, 7) for number in numbers]
    assert first == [persona_for(number, 7) for number in numbers]
    assert first != [persona_for(number, 8) for number in numbers]


def test_most_people_answer():
    drawn = [persona_for(f"+32470{n:04}55", 1).kind for n in range(1000)]
    assert set(drawn) <= set(WEIGHTS)
    assert 560 < drawn.count("answers") < 720


def test_the_wrong_person_says_so(company):
    wrong = company.control("GET", "/citizens/+32470000005")
    right = company.control("GET", "/citizens/+32470000000")
    assert (wrong["answers"]["is_right_person"], right["answers"]["is_right_person"]) == (False, True)
    assert right["answers"]["says"]["fr"][1] == "Oui, c'est bien moi."
    assert wrong["kind"] == BY_LAST_TWO_DIGITS["05"]


def test_a_citizen_can_be_chosen_and_forgotten(company):
    chosen = company.control("PUT", "/citizens/+32470000000", persona="busy", ring_seconds=1.5)
    assert (chosen["kind"], chosen["ring_seconds"]) == ("busy", 1.5)
    assert company.control("DELETE", "/citizens/+32470000000")["kind"] == "answers"


def test_citizens_can_be_chosen_by_pattern(company, ring, receiver):
    company.control("PUT", "/citizens", pattern=r"\+3247.*", persona="busy")
    ring("+32470000000", twiml=WAITING)
    receiver.wait_for_states("/status", "busy")


@pytest.mark.parametrize("wishes", [{"persona": "ghost"}, {"persona": "busy", "mood": "bad"}, {}])
def test_a_persona_that_does_not_exist_is_refused(company, wishes):
    assert company.http.put("/_carrier/citizens/+32470000000", json=wishes).status_code == 400
