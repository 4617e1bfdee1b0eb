"""The telephone company at its worst: it loses, doubles and delays its news, refuses, stumbles, and hangs up on us.

No Celery worker runs here, as if Redis had lost every message: the sweepers alone bring everything to its end.
"""

import os
import subprocess
import sys
import threading
import time

import pytest
import requests
from django.utils import timezone

from calls.models import Attempt
from calls.states import CallState, Outcome
from journal.models import Entry
from telephony.models import Leg
from telephony.states import LegState
from telephony.twilio.callbacks import LEG_STATES
from tests.factories.accounts import region
from tests.patience import PATIENCE, until
from tests.processes import running
from tests.telephony.company import ask_about_silent_legs, dialling_attempt, place_waiting_legs

ACCOUNT, SECRET = "AC" + "1" * 32, "the-secret-of-the-box"
FAULTS = {
    "drop": 0.6,
    "duplicate": 0.3,
    "reorder": 0.3,
    "api_429": 0.2,
    "api_500": 0.15,
    "api_lost": 0.2,
}
# The last two digits of a number decide what its owner does; each ends in one of these.
ENDINGS = {
    "01": {Outcome.BUSY},
    "02": {Outcome.NO_ANSWER},
    "03": {Outcome.VOICEMAIL, Outcome.REACHED},  # its news may be lost: then the agent hears the voicemail
    "04": {Outcome.REACHED},
    "08": {Outcome.FAILED_NUMBER},
}


class Box:
    """The simulated telephone company in a process of its own."""

    def __init__(self, process, url):
        self.process, self.url = process, url

    def ask(self, path):
        return requests.get(f"{self.url}/_carrier{path}", auth=(ACCOUNT, SECRET), timeout=PATIENCE).json()

    def put(self, path, wishes):
        sent = requests.put(
            f"{self.url}/_carrier{path}", json=wishes, auth=(ACCOUNT, SECRET), timeout=PATIENCE
        )
        sent.raise_for_status()


@pytest.fixture
def box(live_server, settings):
    already_there = callbacks_under_way()
    own = {"CARRIER_ACCOUNT_SID": ACCOUNT, "CARRIER_AUTH_TOKEN": SECRET}
    own |= {"CARRIER_SEED": "7", "CARRIER_SPEED": "40"}
    command = [sys.executable, "-m", "carrier", "--port", "0"]
    with running(command, env=os.environ | own, stdout=subprocess.PIPE, text=True) as process:
        with process.stdout as said:
            url = said.readline().split()[-1]
        settings.TELEPHONY_ACCOUNT_SID, settings.TELEPHONY_AUTH_TOKEN = ACCOUNT, SECRET
        settings.TELEPHONY_API_BASE_URL, settings.TELEPHONY_CALLBACK_BASE_URL = url, live_server.url
        yield Box(process, url)
    # Callbacks that our side still works at must not reach the tables while these are emptied.
    until(lambda: not callbacks_under_way() - already_there)


def callbacks_under_way():
    """The threads in which a web server of this process answers."""
    return {thread for thread in threading.enumerate() if "process_request_thread" in thread.name}


def let_time_pass():
    """Whatever a sweeper would look at later, it looks at now."""
    waiting = Leg.objects.alive().filter(check_at__isnull=False).exclude(state=LegState.SUBMITTING)
    for leg in waiting.values_list(
        "pk", flat=True
    ):  # one by one: news may be locking both lines of an attempt
        waiting.filter(pk=leg).update(check_at=timezone.now())


def sweep_until_over(box):
    """The timetable, faster: until no line lives on either side."""
    give_up_at = time.monotonic() + PATIENCE
    while Leg.objects.alive().exists() or any(not is_over(call) for call in box.ask("/calls")["calls"]):
        assert time.monotonic() < give_up_at, list(Leg.objects.alive().values("role", "state", "check_at"))
        place_waiting_legs()
        let_time_pass()
        ask_about_silent_legs()


def is_over(call):
    return call["status"] in {"completed", "busy", "failed", "no-answer", "canceled"}


@pytest.mark.django_db(transaction=True)
def test_whatever_is_lost_every_call_ends_once_as_it_really_ended(box):
    box.put("/faults", FAULTS)
    home = region()
    attempts = {}
    for number, ending in enumerate(list(ENDINGS) * 2):
        attempt = dialling_attempt(home)
        attempt.call.phone = f"+324700{number:02d}0{ending}"
        attempt.call.save()
        citizen = attempt.legs.get(role="citizen")
        citizen.to = attempt.call.phone
        citizen.save(update_fields=["to"])
        attempts[attempt.pk] = ending
    sweep_until_over(box)
    real = {call["sid"]: call for call in box.ask("/calls")["calls"]}
    no_line_stands_otherwise_than_the_companys(real)
    nobody_was_rung_twice(real)
    no_news_was_refused(box.ask("/webhooks")["webhooks"])
    every_attempt_ended_once(attempts)


def no_line_stands_otherwise_than_the_companys(real):
    for leg in Leg.objects.exclude(provider_ref=None):
        assert leg.state == LEG_STATES[real[leg.provider_ref]["status"]], leg


def nobody_was_rung_twice(real):
    citizens = [call["to"] for call in real.values() if call["to"].startswith("+")]
    assert len(citizens) == len(set(citizens))


def no_news_was_refused(deliveries):
    outcomes = {delivery["outcome"] for delivery in deliveries}
    assert {"dropped", "204"} <= outcomes
    assert not [outcome for outcome in outcomes if outcome.startswith(("4", "5"))]


def every_attempt_ended_once(attempts):
    for attempt in Attempt.objects.filter(pk__in=attempts):
        ends = Entry.objects.filter(name="calls.conversation_ended", facts__attempt_id=attempt.pk).count()
        if attempt.call.state == CallState.WAITING:
            assert attempt.outcome in (Outcome.BROKEN_OFF, Outcome.NOT_PLACED)
            assert (attempt.is_counted, ends) == (False, 0)
            continue
        assert (attempt.call.state, ends) == (CallState.WRAP_UP, 1)
        assert attempt.is_counted == attempt.legs.get(role="citizen").was_rung
        was_never_placed = not attempt.legs.filter(role="citizen").exclude(provider_ref=None).exists()
        assert was_never_placed or attempt.hint in ENDINGS[attempts[attempt.pk]]
