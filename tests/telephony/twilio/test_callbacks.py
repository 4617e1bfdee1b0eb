import uuid
from datetime import UTC, datetime

import pytest

from telephony.refusals import WebhookIsForged
from telephony.states import LegState, MessageState
from telephony.twilio.callbacks import LEG_STATES, moment, understand, whole

LEG = uuid.uuid4()
# As public projects recorded it from the live service.
COMPLETED = {
    "CallSid": "CA1",
    "CallStatus": "completed",
    "CallDuration": "49",
    "Duration": "1",
    "SequenceNumber": "3",
    "AnsweredBy": "human",
    "Timestamp": "Mon, 02 Mar 2026 09:00:01 +0000",
}


def test_a_completed_call_says_how_long_and_when():
    key, news = understand(COMPLETED, about="leg", key=LEG)
    assert key == "CA1:leg:3:completed"
    assert (news.leg, news.ref, news.state) == (LEG, "CA1", LegState.COMPLETED)
    assert (news.seconds, news.is_machine) == (49, False)
    assert news.at == datetime(2026, 3, 2, 9, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize("status", LEG_STATES)
def test_every_status_of_the_company_has_a_state_of_ours(status):
    _key, news = understand({"CallSid": "CA1", "CallStatus": status}, about="leg", key=LEG)
    assert news.state == LEG_STATES[status]


def test_a_status_that_we_do_not_know_is_kept_and_means_nothing():
    assert understand({"CallSid": "CA1", "CallStatus": "levitating"}, about="leg", key=LEG)[1] is None
    assert understand({"MessageSid": "SM1", "MessageStatus": "lost"}, about="message", key=LEG)[1] is None


@pytest.mark.parametrize(
    ("answered_by", "is_machine"),
    [("human", False), ("unknown", False), ("machine_start", True), ("fax", True)],
)
def test_only_a_certain_machine_is_a_machine(answered_by, is_machine):
    form = {"CallSid": "CA1", "AnsweredBy": answered_by}
    assert understand(form, about="answer", key=LEG)[1].is_machine is is_machine


def test_an_sms_that_could_not_be_delivered_says_why():
    form = {"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30005"}
    _key, news = understand(form, about="message", key=LEG)
    assert (news.state, news.error_code) == (MessageState.UNDELIVERED, "30005")


@pytest.mark.parametrize("ref", ["", "CA 1", "x" * 65, "CA\x00", "../../etc"])
@pytest.mark.parametrize("about", ["leg", "answer", "inbound_call"])
def test_a_form_that_names_no_line_is_malformed(about, ref):
    with pytest.raises(WebhookIsForged):
        understand({"CallSid": ref}, about=about, key=LEG)


def test_what_is_garbled_is_nothing():
    assert [whole(text) for text in (None, "", "-1", "1e3", "²", "9" * 10)] == [None] * 6
    assert [moment(text) for text in ("", "yesterday", "Mon, 99 Foo")] == [None] * 3


@pytest.mark.parametrize(
    ("answered_by", "state"), [("human", LegState.ANSWERED), ("unknown", LegState.ANSWERED), ("fax", None)]
)
def test_a_verdict_on_who_answered_says_that_somebody_did(answered_by, state):
    form = {"CallSid": "CA1", "AnsweredBy": answered_by}
    assert understand(form, about="answer", key=LEG)[1].state == state


def test_a_sign_that_the_database_cannot_keep_is_left_out():
    form = {"CallSid": "CA1", "From": "+3247\0", "To": "\0"}
    call = understand(form, about="inbound_call", key=None)[1]
    assert (call.caller, call.called) == ("+3247", "")
