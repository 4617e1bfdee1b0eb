"""Agents, citizens and supervisors in one room."""

import pytest
from twilio.base.exceptions import TwilioException, TwilioRestException


def _meet(invite, receiver, **citizen_wishes):
    agent = invite("client:agent-17", label="leg-agent", beep="false")
    citizen = invite("+32470000000", label="leg-citizen", beep="false", **citizen_wishes)
    receiver.wait_for_states("/room", "conference-start")
    return agent, citizen


def _parted(receiver, call_sid):
    def of_theirs(webhooks):
        return [
            one for one in webhooks if one.state == "participant-leave" and one.params["CallSid"] == call_sid
        ]

    return of_theirs(receiver.wait_for(of_theirs))[0]


def test_two_people_meet(invite, receiver, twilio):
    agent, citizen = _meet(invite, receiver)
    (joined,) = receiver.wait_for_states("/room", "participant-join")
    assert joined.is_signed
    assert joined.params["FriendlyName"] == "room-7"
    (room,) = twilio.conferences.list(friendly_name="room-7", status="in-progress")
    assert room.sid == agent.conference_sid == citizen.conference_sid
    people = twilio.conferences(room.sid).participants.list()
    assert {(one.label, one.status) for one in people} == {
        ("leg-agent", "connected"),
        ("leg-citizen", "connected"),
    }


def test_events_are_numbered_from_one(invite, receiver):
    _meet(invite, receiver)
    webhooks = receiver.wait_for(lambda all_: sum(one.path == "/room" for one in all_) == 3)
    told = {one.params["SequenceNumber"]: one.state for one in webhooks if one.path == "/room"}
    assert told == {"1": "participant-join", "2": "participant-join", "3": "conference-start"}


def test_a_participant_is_found_by_label(invite, receiver, twilio):
    _, citizen = _meet(invite, receiver)
    found = twilio.conferences(citizen.conference_sid).participants("leg-citizen").fetch()
    assert found.call_sid == citizen.call_sid


def test_a_room_is_entered_and_ended_by_its_name_and_for_all_else_by_its_sid(invite, receiver, twilio):
    _meet(invite, receiver)
    room = twilio.conferences("room-7")
    leg = room.participants("leg-agent")
    for asking in (room.fetch, leg.fetch, lambda: leg.update(muted=True), leg.delete):
        with pytest.raises(TwilioRestException) as refusal:
            asking()
        assert (refusal.value.status, refusal.value.code) == (404, 20404)
    with pytest.raises(TwilioException, match="404"):
        room.participants.list()
    assert room.update(status="completed").status == "completed"


def test_hold_and_mute_are_done_and_told_once(invite, receiver, twilio):
    _, citizen = _meet(invite, receiver)
    leg = twilio.conferences(citizen.conference_sid).participants(citizen.call_sid)
    assert leg.update(hold=True, hold_url=receiver.url("/music")).hold is True
    assert leg.update(muted=True).muted is True
    leg.update(muted=True)
    leg.update(hold=False, muted=False)
    reports = receiver.wait_for_states(
        "/room", "participant-hold", "participant-mute", "participant-unhold", "participant-unmute"
    )
    assert reports[0].params["Hold"] == "true"
    assert reports[1].params["ParticipantLabel"] == "leg-citizen"
    assert [one.state for one in receiver.webhooks].count("participant-mute") == 1


def test_a_supervisor_listens_whispers_and_barges_in(invite, receiver, twilio):
    agent, _ = _meet(invite, receiver)
    ear = invite("client:supervisor-2", label="leg-ear", muted=True)
    assert ear.muted is True
    receiver.wait_for(
        lambda all_: [w for w in all_ if w.params.get("CallSid") == ear.call_sid and "join" in w.state]
    )
    leg = twilio.conferences(ear.conference_sid).participants(ear.call_sid)
    whispering = leg.update(muted=False, coaching=True, call_sid_to_coach=agent.call_sid)
    assert (whispering.coaching, whispering.call_sid_to_coach) == (True, agent.call_sid)
    (told,) = receiver.wait_for_states("/room", "participant-modify")
    assert told.params["CallSidToCoach"] == agent.call_sid
    assert leg.update(coaching=False).coaching is False


def test_nobody_is_coached_from_another_room(invite, receiver, twilio):
    _, citizen = _meet(invite, receiver)
    leg = twilio.conferences(citizen.conference_sid).participants(citizen.call_sid)
    with pytest.raises(TwilioRestException) as refusal:
        leg.update(coaching=True, call_sid_to_coach="CA" + "0" * 32)
    assert refusal.value.code == 13240


def test_nobody_is_coached_on_hold(invite, receiver, twilio):
    agent, citizen = _meet(invite, receiver)
    room = twilio.conferences(citizen.conference_sid)
    room.participants(citizen.call_sid).update(hold=True)
    with pytest.raises(TwilioRestException) as refusal:
        room.participants(agent.call_sid).update(coaching=True, call_sid_to_coach=citizen.call_sid)
    assert refusal.value.code == 16027


def test_a_moderator_who_leaves_takes_everybody_along(company, invite, receiver, twilio):
    agent, citizen = _meet(invite, receiver, end_conference_on_exit=True)
    company.control("POST", f"/calls/{citizen.call_sid}/hangup")
    (end,) = receiver.wait_for_states("/room", "conference-end")
    assert end.params["ReasonConferenceEnded"] == "participant-with-end-conference-on-exit-left"
    assert end.params["CallSidEndingConference"] == citizen.call_sid
    assert end.params["ParticipantLabelEndingConference"] == "leg-citizen"
    assert _parted(receiver, citizen.call_sid).params["ReasonParticipantLeft"] == "participant_hung_up"
    assert _parted(receiver, agent.call_sid).params["ReasonParticipantLeft"] == "moderator_ended_conference"
    receiver.wait_for(lambda all_: sum(w.path == "/status" and w.state == "completed" for w in all_) == 2)
    assert twilio.conferences(agent.conference_sid).fetch().status == "completed"


def test_ending_the_room_hangs_up_everybody(invite, receiver, twilio):
    agent, citizen = _meet(invite, receiver)
    ended = twilio.conferences(agent.conference_sid).update(status="completed")
    assert (ended.status, ended.reason_conference_ended) == ("completed", "conference-ended-via-api")
    assert _parted(receiver, citizen.call_sid).params["ReasonParticipantLeft"] == "conference_ended_via_api"
    receiver.wait_for(lambda all_: sum(w.path == "/status" and w.state == "completed" for w in all_) == 2)


def test_a_removed_participant_is_hung_up(invite, receiver, twilio):
    agent, citizen = _meet(invite, receiver)
    room = twilio.conferences(agent.conference_sid)
    assert room.participants("leg-citizen").delete() is True
    assert (
        _parted(receiver, citizen.call_sid).params["ReasonParticipantLeft"] == "participant_updated_via_api"
    )
    assert [one.label for one in room.participants.list()] == ["leg-agent"]
    assert twilio.calls(citizen.call_sid).fetch().status == "completed"
    with pytest.raises(TwilioRestException) as refusal:
        room.participants("leg-citizen").fetch()
    assert (refusal.value.status, refusal.value.code) == (404, 20404)


def test_who_is_busy_never_enters_the_room(invite, receiver, twilio):
    agent = invite("client:agent-17")
    citizen = invite("+32470000001")
    left = _parted(receiver, citizen.call_sid)
    assert left.params["ReasonParticipantLeft"] == "participant_add_failed"
    assert left.params["ParticipantCallStatus"] == "busy"
    assert len(twilio.conferences(agent.conference_sid).participants.list()) == 1


def test_who_still_rings_when_the_room_ends_is_canceled(company, invite, receiver, twilio):
    company.control("PUT", "/citizens/+32470123456", persona="manual")
    agent = invite("client:agent-17", end_conference_on_exit=True)
    invite("+32470123456")
    receiver.wait_for(lambda all_: {"ringing", "participant-join"} <= {one.state for one in all_})
    twilio.calls(agent.call_sid).update(status="completed")
    receiver.wait_for_states("/status", "canceled")


def test_a_voicemail_in_a_room_is_told(invite, receiver):
    invite("+32470000003", machine_detection="Enable", amd_status_callback=receiver.url("/amd"))
    receiver.wait_for_states("/amd", "machine_start")


def test_the_first_participant_decides_where_the_room_reports(twilio, invite, receiver):
    invite("client:agent-17")
    receiver.wait_for_states("/room", "participant-join")
    room = twilio.conferences("room-7")
    other = receiver.url("/elsewhere")
    room.participants.create(to="+32470000000", from_="+3225550100", conference_status_callback=other)
    receiver.wait_for_states("/room", "conference-start")
    assert all(one.path != "/elsewhere" for one in receiver.webhooks)
