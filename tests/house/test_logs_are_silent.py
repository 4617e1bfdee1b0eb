"""What is said of a person is kept, and told to nobody: no log, no address, no journal, no news, no error text."""

import json
import logging

import pytest
from django.test import Client

import desk.views.stage
from accounts.models import Role
from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.commands.offers.accept_call import accept_call
from calls.commands.offers.offer_next_call import offer_next_call
from calls.models import Campaign
from journal.broadcast import nudge_screens
from journal.models import Entry
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.port import LegNews
from telephony.states import LegState
from tests.cast import amina
from tests.factories import accounts, scenarios, tracing
from tests.factories.calls import ready_agent
from tracing.models import Interview

pytestmark = pytest.mark.django_db
TOKEN = "tok-needle-4711"
PATIENT = {
    "national_number": "90051700156",
    "first_name": "Needlina",
    "family_name": "Haystackova",
    "phone": "+32470998877",
    "address": {"postcode": "1000"},
}
AGE, CONTACT, NOTE, PASSWORD = "87", "Needlebert", "a needle of a note", "needle in a password"
NEEDLES = (
    TOKEN,
    "90051700156",
    "900517",
    "Needlina",
    "Haystackova",
    "470998877",
    CONTACT,
    NOTE,
    PASSWORD,
)


class Quiet:
    """Everything that is said aloud while a story goes on."""

    def __init__(self, caplog):
        self.caplog, self.frames, self.addresses, self.errors = caplog, [], [], []

    def ask(self, client, method, path, *form, **more):
        """Send one request; remember its address, where it leads, and its text if it went wrong."""
        answer = getattr(client, method)(path, *form, **more)
        self.addresses += [answer.wsgi_request.get_full_path(), answer.headers.get("Location", "")]
        if answer.status_code >= 400:
            self.errors.append(answer.content.decode())
        return answer

    def everything_said(self):
        logged = [logging.Formatter("%(message)s").format(record) for record in self.caplog.records]
        written = [json.dumps(facts) for facts in Entry.objects.values_list("facts", flat=True)]
        return logged + self.addresses + self.errors + self.frames + written


@pytest.fixture
def said(caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    for noisy in ("django.db.backends", "django.template", "faker", "asyncio"):
        caplog.set_level(logging.INFO, noisy)  # SQL is logged in DEBUG mode only, and never in production
    said = Quiet(caplog)

    def overhear(news):
        said.frames += [json.dumps(event.facts()) + " ".join(event.rooms()) for event, _entry in news]
        nudge_screens(news)

    monkeypatch.setattr("journal.announce.nudge_screens", overhear)
    return said


@pytest.fixture
def home():
    """A region with a script on air."""
    region = tracing.region("1000")
    version = scenarios.version_on_air(region)
    Campaign.objects.filter(region=region).update(script=version.script)
    return region


def post(said, report, token=TOKEN):
    headers = {"Authorization": f"Bearer {token}"}
    return said.ask(
        Client(), "post", "/api/v1/lab-reports/", report, content_type="application/json", headers=headers
    )


def report(**patient):
    return tracing.body(patient=PATIENT | patient)


def in_conversation(agent):
    call = offer_next_call(agent)
    attempt = accept_call(call, agent=agent, token=call.token)
    for leg in attempt.legs.order_by("role"):
        apply_leg_news(LegNews(leg=leg.key, ref=f"CA{leg.pk}", state=LegState.ANSWERED))
    return attempt


def nothing_was_said(said):
    for text in said.everything_said():
        found = [needle for needle in NEEDLES if needle in text]
        assert not found, f"{found} in {text[:300]}"


def test_a_report_and_the_call_that_follows_are_told_to_nobody(
    said, home, django_capture_on_commit_callbacks
):
    tracing.laboratory(TOKEN)
    with django_capture_on_commit_callbacks(execute=True):
        assert post(said, report()).status_code == 202
        agent = ready_agent(agent=amina(home))
        attempt = in_conversation(agent)
        client = Client()
        client.force_login(agent)
        desk = f"/desk/calls/{attempt.call_id}"
        assert "Needlina" in said.ask(client, "get", "/desk/").content.decode()
        key = "0b9f0b62-6d0f-4f0e-8a53-0a4f7c1f5d11"
        said_on_the_desk(said, client, f"{desk}/script/", attempt, "is_them", "yes")
        assert (
            said.ask(client, "post", f"{desk}/script/turns/", {"path": "people", "key": key}).status_code
            == 200
        )
        said_on_the_desk(said, client, f"{desk}/script/", attempt, "age", AGE)
        said_on_the_desk(said, client, f"{desk}/script/", attempt, "people/name", CONTACT, key)
        said.ask(client, "post", f"{desk}/notes/", {"notes": NOTE})
        start_wrap_up(attempt)
        said.ask(client, "post", f"{desk}/wrap-up/", {"disposition": "no_answer", "notes": NOTE})
    assert said.frames
    assert Entry.objects.filter(name="calls.call_wrapped_up").exists()
    nothing_was_said(said)


def said_on_the_desk(said, client, script, attempt, path, value, repeat_key=""):
    """The citizen answers one question."""
    revision = Interview.objects.get(call=attempt.call_id).run.revision
    form = {"path": path, "repeat_key": repeat_key, "value": value, "revision": revision}
    answer = said.ask(client, "post", f"{script}answer/", form)
    assert answer.status_code == 200, answer.content.decode()[-900:]


@pytest.mark.parametrize(
    "patient",
    [
        {"national_number": "90051700199"},
        {"birth_date": "2900-05-17"},
        {"phone": "+32470998877000000"},
        {"first_name": "Needlina" * 20},
        {"address": "Needlina street, Haystackova"},
        {"language": "Needlina"},
    ],
)
def test_a_report_that_is_refused_is_not_repeated_to_the_sender(said, home, patient):
    tracing.laboratory(TOKEN)
    assert post(said, report(**patient)).status_code == 422
    nothing_was_said(said)


@pytest.mark.parametrize(
    "text", ['{"patient": "Needlina"', '["Needlina"]', '"90051700156"', "Needlina" * 20_000]
)
def test_a_body_that_cannot_be_read_is_not_repeated(said, home, text):
    tracing.laboratory(TOKEN)
    assert post(said, text).status_code in (400, 413, 422)
    nothing_was_said(said)


def test_a_token_that_is_refused_is_not_repeated(said):
    assert post(said, report(), token=TOKEN).status_code == 401
    nothing_was_said(said)


def test_a_forged_webhook_is_not_repeated(said):
    form = {"From": "+32470998877", "Body": f"STOP {CONTACT}", "MessageSid": "SM1"}
    assert said.ask(Client(), "post", "/telephony/inbound/sms", form).status_code == 403
    nothing_was_said(said)


def test_a_wrong_password_is_not_repeated(said):
    said.ask(Client(), "post", "/login/", {"username": "Needlina", "password": PASSWORD})
    logged = [record.getMessage() for record in said.caplog.records]
    assert not [line for line in logged if PASSWORD in line or "Needlina" in line]
    nothing_was_said(said)


def test_a_fault_of_ours_says_that_it_happened_and_not_about_whom(said, home, monkeypatch):
    tracing.laboratory(TOKEN)
    post(said, report())
    agent = ready_agent(agent=amina(home))
    attempt = in_conversation(agent)

    def stumble(*_args, **_more):
        person = attempt.call.interview.person
        assert person.first_name == "Needlina"
        raise RuntimeError

    monkeypatch.setattr(desk.views.stage, "stage_of", stumble)
    client = Client(raise_request_exception=False)
    client.force_login(agent)
    assert said.ask(client, "get", "/desk/").status_code == 500
    assert any(record.exc_info for record in said.caplog.records), "the fault itself is in the log"
    nothing_was_said(said)


def test_a_person_is_named_in_no_address_of_the_lists(said, home):
    tracing.laboratory(TOKEN)
    post(said, report(phone=""))
    post(said, report(national_number="85110200155", address={"postcode": "9999"}))
    client = Client()
    client.force_login(accounts.user(Role.BACK_OFFICE, region=home))
    for page in ("/cases/field/", "/cases/region-unknown/"):
        assert not [needle for needle in NEEDLES if needle in said.ask(client, "get", page).content.decode()]
    nothing_was_said(said)
