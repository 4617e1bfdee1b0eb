"""Simulated colleagues read the pages by the hooks of the pages' own scripts, and take whole calls by themselves."""

import asyncio
import contextlib
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace

import httpx
import pytest
from django.core.management import call_command
from django.template.loader import render_to_string
from lxml import html

from calls.models import Attempt, Call
from calls.states import Purpose
from config.invariants import violations
from tests.patience import PATIENCE
from tests.processes import running
from tests.stories.living import living_house
from tools.colleagues.answers import Citizen, answer_to, fitting
from tools.colleagues.browser import Browser
from tools.colleagues.live import Live
from tools.colleagues.pages import Disposition, Question
from tools.colleagues.people import patient
from tools.colleagues.tally import Tally
from tools.colleagues.trouble import MovedOn, RealTelephones, SignedOut, Trouble
from tools.management.commands.simulate import words
from tracing.models import LabReport
from tracing.rules.national_numbers import identity_of

TODAY = date(2026, 11, 22)
TALKS = Citizen(contacts=2)
QUESTION = Question("opening/reached", "", "radio", "", "", ("person", "absent"), True, False)


def die() -> random.Random:
    return random.Random(1)


def drawn(**facts):
    """A question as the desk draws it."""
    told = {
        "path": "health/symptoms",
        "repeat_key": "",
        "value": "",
        "html": "?",
        "hint": "",
        "is_required": True,
    }
    told |= {
        "appearance": "",
        "is_read_only": False,
        "choices": [],
        "type": "text",
        "has_choices": "choices" in facts,
    }
    question = SimpleNamespace(**told | facts)
    page = SimpleNamespace(run=SimpleNamespace(language="fr"))
    text = render_to_string("desk/_question.html", {"question": question, "page": page, "error": None})
    return Question.read(html.fromstring(text))


def choices(*values, chosen=()):
    return [SimpleNamespace(value=value, label=value, is_chosen=value in chosen) for value in values]


def test_a_choice_is_read_with_what_is_ticked():
    question = drawn(
        type="select_multiple", choices=choices("fever", "cough", "none", chosen=("fever", "cough"))
    )
    assert (question.path, question.kind, question.value) == ("health/symptoms", "checkbox", "fever cough")
    assert question.choices == ("fever", "cough", "none")
    assert question.is_required


def test_a_written_answer_is_read():
    assert drawn(type="text", value="Dario").value == "Dario"
    assert drawn(type="text", appearance="multiline", value="Two\nlines").value == "Two\nlines"
    assert drawn(type="date", repeat_key="k", value="2026-11-20").kind == "date"
    assert drawn(type="integer").mode == "numeric"


def test_what_only_shows_a_value_is_no_question():
    assert drawn(type="text", is_read_only=True) is None


def test_the_script_turns_where_the_citizen_wants():
    absent = replace(TALKS, reached="absent")
    assert [answer_to(QUESTION, who, die(), TODAY) for who in (TALKS, absent)] == ["person", "absent"]
    identity = replace(QUESTION, path="opening/identity_confirmed", choices=("yes", "no"))
    assert answer_to(identity, TALKS, die(), TODAY) == "yes"
    named = replace(identity, path="meeting/has_contacts")
    assert answer_to(named, replace(TALKS, contacts=0), die(), TODAY) == "no"


@pytest.mark.parametrize("seed", range(20))
def test_none_never_goes_with_another_choice(seed):
    symptoms = replace(QUESTION, kind="checkbox", choices=("fever", "cough", "none"))
    chosen = answer_to(symptoms, TALKS, random.Random(seed), TODAY).split()
    assert chosen
    assert chosen == ["none"] or "none" not in chosen


@pytest.mark.parametrize("name", ["onset", "c_last", "c_birth"])
def test_a_date_is_in_the_past(name):
    question = replace(QUESTION, path=f"health/{name}", kind="date", choices=())
    assert date.fromisoformat(answer_to(question, TALKS, die(), TODAY)) < TODAY


def test_a_required_text_is_never_left_open():
    text = replace(QUESTION, path="agreement/call_again_when", kind="text", choices=())
    assert all(answer_to(text, TALKS, random.Random(seed), TODAY) for seed in range(20))


DISPOSITIONS = [
    Disposition(code, step, False)
    for code, step in [
        ("completed", "close"),
        ("call_back", "call_back"),
        ("no_answer", "retry"),
        ("hung_up", "retry"),
        ("wrong_person", "field"),
        ("refused", "refused"),
        ("failed_number", "field"),
    ]
]


@pytest.mark.parametrize(
    ("citizen", "is_complete", "code"),
    [
        (TALKS, True, "completed"),
        (TALKS, False, "hung_up"),
        (replace(TALKS, reached="wrong_number"), True, "wrong_person"),
        (replace(TALKS, reached="absent"), True, "call_back"),
        (replace(TALKS, agrees="later"), True, "call_back"),
        (replace(TALKS, agrees="no"), True, "refused"),
    ],
)
def test_the_disposition_fits_what_was_said(citizen, is_complete, code):
    ranked = fitting(DISPOSITIONS, citizen, was_answered=True, is_complete=is_complete)
    assert ranked[0].code == code
    assert {one.code for one in ranked} == {one.code for one in DISPOSITIONS}


def test_what_the_lines_suggest_comes_first():
    suggested = [replace(one, is_suggested=one.code == "no_answer") for one in DISPOSITIONS]
    assert fitting(suggested, TALKS, was_answered=False, is_complete=False)[0].code == "no_answer"


@pytest.mark.parametrize("seed", range(50))
def test_an_invented_patient_can_be_identified(seed):
    told = patient(random.Random(seed))
    assert "birth_date" in told or identity_of(str(told["national_number"]), country="BE")


def test_a_gap_in_the_news_means_looking_again():
    async def hear() -> tuple[bool, bool]:
        live = Live(Browser("http://127.0.0.1:9"), Tally().fault)
        for number in (1, 2):
            live.hear({"event": "floor.nothing", "room": "user:1", "seq": number})
        calm = live.stage_news.is_set()
        live.hear({"event": "floor.nothing", "room": "user:1", "seq": 5})
        await live.browser.close()
        return calm, live.stage_news.is_set()

    assert asyncio.run(hear()) == (False, True)


def answering(status, headers=None, text=""):
    """A browser whose every request is answered alike."""
    browser = Browser("http://127.0.0.1:9")
    reply = lambda _request: httpx.Response(status, headers=headers, text=text)  # noqa: E731
    browser.client = httpx.AsyncClient(base_url=browser.url, transport=httpx.MockTransport(reply))
    return browser


@pytest.mark.parametrize(
    ("status", "headers", "trouble"),
    [
        (503, {}, Trouble),
        (409, {}, MovedOn),
        (404, {}, MovedOn),
        (302, {}, SignedOut),
        (403, {}, SignedOut),
        (200, {"HX-Redirect": "/login/"}, SignedOut),
    ],
)
def test_what_is_no_answer_is_trouble_of_a_known_kind(status, headers, trouble):
    with pytest.raises(trouble):
        asyncio.run(answering(status, headers).click("/desk/calls/17/accept/"))


def test_nobody_works_where_real_telephones_ring():
    with pytest.raises(RealTelephones):
        asyncio.run(answering(200, text="<html><body><main>Sign in</main></body></html>").front_door())


def test_a_fault_is_counted_without_numbers():
    tally = Tally()
    tally.fault("GET /desk/: ConnectError")
    tally["taken"] += 2
    line = tally.line(datetime(2026, 11, 22, 9, 5))
    assert line.startswith("09:05 taken 2, reached 0")
    assert line.endswith("errors 1 (1× GET /desk/: ConnectError)")


def test_the_command_hands_its_arguments_on():
    options = {"agents": 3, "lab_every": 1.5, "credentials": None, "verbosity": 1}
    assert words(options) == ["--agents=3", "--lab-every=1.5"]


@pytest.fixture
def house(transactional_db, tmp_path):
    with living_house(tmp_path, carrier_speed=10) as living:
        yield living


@contextlib.contextmanager
def at_work(house, credentials) -> Iterator[subprocess.Popen[bytes]]:
    """The program, hurrying."""
    command = [
        sys.executable,
        "manage.py",
        "simulate",
        "--agents",
        "12",
        "--pace",
        "0.01",
        "--lab-every",
        "1",
        "--seed",
        "1",
    ]
    command += ["--url", house.server.url, "--credentials", str(credentials)]
    with (
        (house.folder / "colleagues.log").open("wb") as log,
        running(command, env=os.environ, stdout=log, stderr=log) as process,
    ):
        yield process


@pytest.mark.proof
@pytest.mark.xdist_group("stories")
def test_colleagues_complete_calls_and_leave_when_told(house, tmp_path, eventually):
    credentials = tmp_path / "credentials.json"
    call_command("load_demo", "--credentials", str(credentials))
    with at_work(house, credentials) as process:
        completed = Attempt.objects.filter(disposition__code="completed")
        eventually(lambda: completed.filter(call__campaign__purpose=Purpose.INDEX_INTERVIEW).exists())
        eventually(lambda: Call.objects.filter(campaign__purpose=Purpose.CONTACT_NOTIFICATION).exists())
        eventually(lambda: LabReport.objects.filter(sample__startswith="SIM-").exists())
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=PATIENCE) == 0
    log = (house.folder / "colleagues.log").read_text()
    assert "Traceback" not in log
    assert "contacts named" in log
    assert violations() == []
