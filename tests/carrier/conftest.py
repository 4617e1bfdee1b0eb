"""One telephone company for all of these tests, in a process of its own, and its customer."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from subprocess import PIPE

import httpx
import pytest

from tests.carrier.receiver import Receiver
from tests.carrier.sdk import sdk_client
from tests.patience import PATIENCE
from tests.processes import end, start

SID, TOKEN = "AC" + "1" * 32, "a-token-of-the-tests"
OURS = "+3225550100"


class Company:
    """A running `python -m carrier` and its control room."""

    def __init__(self, **environment: str) -> None:
        account = {"CARRIER_ACCOUNT_SID": SID, "CARRIER_AUTH_TOKEN": TOKEN, "CARRIER_SPEED": "0"}
        command = [sys.executable, "-m", "carrier", "--port", "0"]
        self.process = start(command, env=os.environ | account | environment, stdout=PIPE, text=True)
        assert self.process.stdout is not None
        self.base_url = self.process.stdout.readline().split()[-1]
        self.http = httpx.Client(base_url=self.base_url, auth=(SID, TOKEN), trust_env=False, timeout=PATIENCE)
        self.sdk = sdk_client(self.base_url, SID, TOKEN)

    def control(self, method: str, path: str, **wishes: object) -> dict:
        answer = self.http.request(method, f"/_carrier{path}", json=wishes)
        answer.raise_for_status()
        return answer.json()

    def calls(self) -> list[dict]:
        return self.control("GET", "/calls")["calls"]

    def stop(self) -> int:
        self.http.close()
        self.sdk.http_client.session.close()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return end(self.process)


@pytest.fixture
def open_company() -> Iterator[Callable[..., Company]]:
    """Open further companies with an environment of their own."""
    with ExitStack() as opened:

        def opening(**environment: str) -> Company:
            company = Company(**environment)
            opened.callback(company.stop)
            return company

        yield opening


@pytest.fixture(scope="session")
def running_company() -> Iterator[Company]:
    company = Company()
    yield company
    company.stop()


@pytest.fixture(scope="session")
def running_receiver() -> Iterator[Receiver]:
    receiver = Receiver(TOKEN)
    yield receiver
    receiver.close()


@pytest.fixture
def receiver(running_receiver: Receiver) -> Receiver:
    running_receiver.forget()
    return running_receiver


@pytest.fixture
def company(running_company: Company, receiver: Receiver) -> Company:
    running_company.control("POST", "/reset")
    receiver.forget()
    return running_company


@pytest.fixture
def twilio(company: Company):
    return company.sdk


@pytest.fixture
def ring(twilio, receiver: Receiver) -> Callable:
    """Place a call that reports everything to /status and asks /voice what to say."""

    def place(to: str, **wishes):
        events = ["initiated", "ringing", "answered", "completed"]
        wishes = {"status_callback": receiver.url("/status"), "status_callback_event": events} | wishes
        if "twiml" not in wishes:
            wishes = {"url": receiver.url("/voice")} | wishes
        return twilio.calls.create(to=to, from_=OURS, **wishes)

    return place


@pytest.fixture
def invite(twilio, receiver: Receiver) -> Callable:
    """Call somebody into the room `room-7`, which reports everything to /room."""

    def add(to: str, room: str = "room-7", **wishes):
        events = ["start", "end", "join", "leave", "mute", "hold", "modify"]
        return twilio.conferences(room).participants.create(
            to=to,
            from_=OURS,
            status_callback=receiver.url("/status"),
            status_callback_event=["initiated", "ringing", "answered", "completed"],
            conference_status_callback=receiver.url("/room"),
            conference_status_callback_event=events,
            **wishes,
        )

    return add
