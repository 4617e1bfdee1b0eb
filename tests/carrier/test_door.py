"""Who is let in, and what is refused at the door."""

import signal
import socket
import subprocess
import sys

import pytest
from twilio.base.exceptions import TwilioRestException

from carrier.server import NotLoopback, refuse_other_than_loopback
from carrier.settings import Settings, settings_from
from tests.carrier.conftest import OURS, SID
from tests.carrier.sdk import sdk_client
from tests.patience import PATIENCE


def test_a_wrong_token_is_refused(company):
    stranger = sdk_client(company.base_url, SID, "guessed")
    with pytest.raises(TwilioRestException) as refusal:
        stranger.calls("CA" + "0" * 32).fetch()
    stranger.http_client.session.close()
    assert (refusal.value.status, refusal.value.code) == (401, 20003)


def test_the_control_room_wants_the_same_password(company):
    assert company.http.get("/_carrier/calls", auth=("a", "b")).status_code == 401
    assert company.http.get("/_carrier/health", auth=("a", "b")).json() == {"status": "ok"}


def test_another_account_is_not_found(company):
    answer = company.http.get(f"/2010-04-01/Accounts/AC{'9' * 32}/Calls.json")
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)


@pytest.mark.parametrize(("method", "status"), [("GET", 404), ("DELETE", 405)])
def test_refusals_are_json_everywhere(company, method, status):
    path = "Queues" if method == "GET" else "Calls"
    answer = company.http.request(method, f"/2010-04-01/Accounts/{SID}/{path}.json")
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_what_does_not_exist_is_not_found(twilio):
    for thing in (twilio.calls("CA" + "0" * 32), twilio.messages("SM" + "0" * 32), twilio.conferences("CF0")):
        with pytest.raises(TwilioRestException) as refusal:
            thing.fetch()
        assert (refusal.value.status, refusal.value.code) == (404, 20404)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"StatusCallbackEvents": "completed"}, 20001),
        ({"Timeout": "soon"}, 20001),
        ({"StatusCallbackEvent": "answred"}, 20001),
        ({"StatusCallback": "http://web_app:8000/x"}, 21609),
        ({"Url": "ftp://x"}, 21205),
        ({"To": "0470"}, 21211),
        ({"From": "nobody"}, 21212),
        ({"To": ""}, 21201),
        ({"Twiml": ""}, 21205),
    ],
)
def test_a_parameter_that_is_wrong_is_refused(company, form, code):
    right = {"To": "+32470000000", "From": OURS, "Twiml": "<Response/>"}
    answer = company.http.post(f"/2010-04-01/Accounts/{SID}/Calls.json", data=right | form)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert company.calls() == []


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_other_computers_are_kept_out(host):
    with pytest.raises(NotLoopback):
        refuse_other_than_loopback(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_computer_is_let_in(host):
    refuse_other_than_loopback(host)


def test_the_program_refuses_to_leave_loopback():
    command = [sys.executable, "-m", "carrier", "--host", "0.0.0.0", "--port", "0"]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert refused.returncode == 2
    assert "loopback" in refused.stderr


def test_it_closes_in_good_order_in_the_middle_of_a_call(open_company):
    company = open_company(CARRIER_SPEED="1")
    company.sdk.calls.create(to="+32470000000", from_=OURS, twiml="<Response/>")
    port = int(company.base_url.rpartition(":")[2])
    assert company.stop() in (0, -signal.SIGTERM)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_the_environment_is_read():
    read = settings_from({"CARRIER_SEED": "7", "CARRIER_SPEED": "10", "CARRIER_CPS": "", "HOME": "/"})
    assert read == Settings(seed=7, speed=10.0)


def test_calls_wait_for_their_turn(open_company, receiver):
    company = open_company(CARRIER_CPS="20", CARRIER_KEPT="2")
    for _ in range(3):
        wishes = {
            "status_callback": receiver.url("/status"),
            "status_callback_event": ["initiated", "completed"],
        }
        company.sdk.calls.create(to="+32470000000", from_=OURS, twiml="<Response/>", **wishes)
    receiver.wait_for(lambda all_: sum(one.state == "completed" for one in all_) == 3)
    assert len(company.calls()) == 2
