"""A laboratory posts a positive result; an agent's telephone rings; two contacts are owed a call.

Told in Chromium in French and in Firefox in Dutch; and once more while the worker is killed between accepting and
answering, and Redis forgets everything.
"""

from datetime import timedelta

import pytest
import redis
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from calls.models import Attempt, Call
from calls.states import CallState, Purpose
from config.invariants import violations
from elearning.models import Course
from scenarios.states import RunState
from telephony.models import Message
from telephony.states import MessageState
from tests import cast
from tests.browser.conftest import watch
from tests.factories.calls import certificate
from tests.factories.tracing import TOKEN, laboratory
from tests.stories.telling import MONDAY_ANSWERS, Desk
from tracing.models import Case, Contact
from tracing.states import CaseState, ContactState

ANSWERS_AND_TALKS = "00"


@pytest.fixture
def people(house, brussels):
    """Amina at her desk with her certificate, Bruno on the floor, a laboratory."""
    amina = cast.amina(brussels, languages=["fr", "nl", "en"])
    certificate(amina, Course.objects.get(slug="first-calls"))
    laboratory()
    return amina, cast.bruno(brussels)


def report_about(citizen, language):
    return {
        "sample": f"S-{language}",
        "disease": "covid-19",
        "result": "positive",
        "specimen_date": (timezone.localdate() - timedelta(days=1)).isoformat(),
        "patient": {
            "national_number": citizen.national_number,
            "first_name": citizen.first_name,
            "family_name": citizen.family_name,
            "language": language,
            "phone": citizen.phone[:-2] + ANSWERS_AND_TALKS,
            "address": {"postcode": "1000"},
        },
    }


def contacts():
    yesterday = timezone.localdate().isoformat()
    dario = {"contact/c_first": "Dario", "contact/c_family": "Peeters", "contact/c_phone": "0471 23 45 00"}
    elif_ = {"contact/c_first": "Elif", "contact/c_family": "Demir", "contact/c_phone": "0472 34 56 00"}
    return [one | {"contact/c_last": yesterday, "contact/c_close": "yes"} for one in (dario, elif_)]


def tell(house, people, sign_in, new_window, page, faults, axe, language, in_between=lambda: None):
    amina, bruno = people
    desk, floor = Desk(sign_in(page, amina, language=language)), new_window().new_page()
    watch(floor, faults)
    desk.open()
    axe(page)
    sign_in(floor, bruno, language=language).goto("/floor/")
    her = floor.locator(f"#agent-{amina.pk}")
    desk.say_ready()
    expect(her).to_have_attribute("data-state", "ready")

    assert house.post_report(TOKEN, report_about(cast.CHLOE, language)).status_code in (200, 201, 202)
    desk.expect_stage("offer")
    expect(page.locator(".offer__name")).to_have_text("Chloé")
    expect(her).to_have_attribute("data-state", "reserved")
    axe(page)

    desk.accept()
    in_between()
    desk.expect_answered()
    expect(her).to_have_attribute("data-state", "talking")
    axe(page)
    axe(floor)

    desk.follow_script(MONDAY_ANSWERS, contacts())
    expect(page.locator("#script[data-complete]")).to_be_visible()
    desk.hang_up()
    expect(her).to_have_attribute("data-state", "wrap_up")
    axe(page)
    desk.wrap_up("1", then_pause=True)
    expect(her).to_have_attribute("data-state", "paused")
    expect(floor.locator("[data-ct-figure=contacts]")).to_have_text("2")
    expect(floor.locator("[data-ct-campaign] [data-ct-queued]").filter(has_text="2")).to_be_visible()


def check_what_stands(house, eventually):
    case = Case.objects.get()
    assert case.state == CaseState.COMPLETED
    assert case.interviews.get().run.state == RunState.COMPLETED
    assert [contact.state for contact in Contact.objects.all()] == [ContactState.UNINFORMED] * 2
    assert all(contact.quarantine_until > timezone.localdate() for contact in Contact.objects.all())
    owed = Call.objects.filter(campaign__purpose=Purpose.CONTACT_NOTIFICATION)
    assert [call.state for call in owed] == [CallState.QUEUED] * 2
    assert Attempt.objects.get().outcome == "reached"
    eventually(lambda: {m.state for m in Message.objects.all()} == {MessageState.DELIVERED})
    assert Message.objects.count() == 3
    ours = [call for call in house.asked_of_carrier("calls") if call["to"].startswith("+32470")]
    assert len([call for call in ours if call["status"] == "completed"]) == 1
    assert violations() == []


@pytest.fixture
def told(house, people, sign_in, new_window, page, faults, axe):
    def tell_it(language, in_between=lambda: None):
        tell(house, people, sign_in, new_window, page, faults, axe, language, in_between)

    return tell_it


@pytest.mark.parametrize(
    ("browser", "language"),
    [
        pytest.param("chromium", "fr", marks=pytest.mark.xdist_group("stories")),
        pytest.param("firefox", "nl", marks=pytest.mark.xdist_group("stories")),
    ],
    indirect=["browser"],
    scope="module",
)
def test_a_positive_result_becomes_a_conversation_and_two_calls_owed(
    told, house, eventually, browser, language
):
    told(language)
    check_what_stands(house, eventually)


@pytest.mark.xdist_group("stories")
def test_a_killed_worker_and_a_forgetful_redis_change_nothing(told, house, eventually, browser):
    def disaster():
        house.kill_worker()
        redis.Redis.from_url(settings.REDIS_URL).flushall()
        house.hire_worker()

    told("fr", in_between=disaster)
    check_what_stands(house, eventually)
