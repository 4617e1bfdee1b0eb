"""What goes wrong on purpose."""

import httpx
import pytest
import requests
from twilio.base.exceptions import TwilioRestException

from carrier.faults import Misfortune
from carrier.webhooks import overrides_in
from tests.patience import until

TALK = "<Response/>"


def test_a_lost_answer_leaves_a_call_behind(company, ring, twilio):
    company.control("PUT", "/faults", api_lost=1)
    with pytest.raises(requests.exceptions.ConnectionError):
        ring("+32470000000", twiml=TALK)
    company.control("DELETE", "/faults")
    assert len(twilio.calls.list(to="+32470000000")) == 1


@pytest.mark.parametrize(("fault", "status", "code"), [("api_429", 429, 20429), ("api_500", 500, 20500)])
def test_a_refused_request_does_nothing(company, ring, twilio, fault, status, code):
    company.control("PUT", "/faults", **{fault: 1})
    with pytest.raises(TwilioRestException) as refusal:
        ring("+32470000000", twiml=TALK)
    assert (refusal.value.status, refusal.value.code) == (status, code)
    assert company.calls() == []


def test_every_webhook_may_come_twice(company, ring, receiver):
    company.control("PUT", "/faults", duplicate=1)
    ring("+32470000000", twiml=TALK)
    webhooks = receiver.wait_for(lambda all_: len(all_) == 8)
    assert sorted(one.params["SequenceNumber"] for one in webhooks) == sorted("00112233")


def test_webhooks_may_be_lost(company, ring, receiver):
    company.control("PUT", "/faults", drop=1)
    call = ring("+32470000000", url=receiver.url("/voice"))
    receiver.wait_for(lambda all_: [one for one in all_ if one.path == "/voice"])
    until(lambda: company.calls()[0]["status"] == "completed")
    log = company.control("GET", "/webhooks")["webhooks"]
    assert [one["outcome"] for one in log if one["subject"] == call.sid].count("dropped") == 4
    assert all(one.path != "/status" for one in receiver.webhooks)


def test_webhooks_may_overtake_each_other(company, ring, receiver):
    company.control("PUT", "/faults", reorder=0.5)
    for _ in range(6):
        ring("+32470000000", twiml=TALK)
    webhooks = receiver.wait_for(lambda all_: len(all_) == 24)
    order: dict[str, list[int]] = {}
    for one in webhooks:
        order.setdefault(one.params["CallSid"], []).append(int(one.params["SequenceNumber"]))
    assert any(numbers != sorted(numbers) for numbers in order.values())


def test_the_same_seed_brings_the_same_misfortune():
    def thrown(seed):
        luck = Misfortune(seed)
        luck.faults.drop = 0.5
        return [luck.strikes("drop") for _ in range(50)]

    assert thrown(3) == thrown(3) != thrown(4)


def test_a_server_error_is_not_retried_unless_asked(company, ring, receiver):
    receiver.answer("/status", 500)
    ring("+32470000000", twiml=TALK, status_callback_event=[])
    until(lambda: company.control("GET", "/webhooks")["webhooks"])
    (log,) = company.control("GET", "/webhooks")["webhooks"]
    assert (log["outcome"], log["attempts"], len(receiver.webhooks)) == ("500", 1, 1)


def test_retries_carry_the_same_token(company, ring, receiver):
    receiver.answer("/stubborn", 500, 503, 204)
    url = receiver.url("/stubborn#rc=3&rp=ct,rt,5xx")
    ring("+32470000000", twiml=TALK, status_callback_event=[], status_callback=url)
    webhooks = receiver.wait_for(lambda all_: len(all_) == 3)
    assert len({one.token for one in webhooks}) == 1
    until(lambda: company.control("GET", "/webhooks")["webhooks"])
    (log,) = company.control("GET", "/webhooks")["webhooks"]
    assert (log["outcome"], log["attempts"]) == ("204", 3)


def test_overrides_keep_to_the_limits():
    asked = overrides_in("ct=1&rt=99999&rc=9&rp=all")
    assert (asked.connect, asked.read, asked.retries) == (0.1, 15.0, 5)
    assert asked.retry("404")
    assert asked.retry("ct")
    assert not asked.retry("204")
    assert not overrides_in("").retry("500")
    assert overrides_in("").retry("ct")


@pytest.mark.parametrize("faults", [{"drop": 2}, {"gremlins": 1}, {"jitter_ms": -1}])
def test_impossible_faults_are_refused(company, faults):
    answer = company.http.put("/_carrier/faults", json=faults)
    assert answer.status_code == httpx.codes.BAD_REQUEST
