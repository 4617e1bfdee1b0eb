"""What stands between a conversation and its end is listed, and one key away: during the call and in the wrap-up."""

import pytest
from playwright.sync_api import expect

from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.models import Attempt
from scenarios.models import Run
from tests.browser.browsers import in_both_browsers
from tests.desk.scene import given_before, run_of, talking


@pytest.fixture
def amina_talks():
    """Identity is confirmed, one person is named; age and the day they were last seen are open."""
    agent, call = talking()
    given_before(run_of(call), 1)
    Run.objects.filter(pk=run_of(call).pk).update(step=2)
    return agent, call


@in_both_browsers
@pytest.mark.parametrize(("language", "sentence"), [("fr", "2 réponses"), ("de", "2 Antworten")])
def test_an_open_question_is_one_key_away(page, sign_in, axe, amina_talks, language, sentence):
    agent, call = amina_talks
    sign_in(page, agent, language=language).goto("/desk/")
    expect(page.locator(".open-questions")).to_contain_text(sentence)
    axe(page)
    page.locator(".open-questions button").first.press("Enter")
    expect(page.locator("#q-age")).to_be_focused()
    page.keyboard.type("41")
    page.keyboard.press("Tab")
    expect(page.locator("#script[data-revision='4']")).to_be_visible()

    start_wrap_up(Attempt.objects.get(call=call))
    page.reload()
    page.locator("#wrap-up-findings button").press("Enter")
    expect(page.locator("dialog[open] [data-path='people/seen'] input")).to_be_focused()
    axe(page)
    page.locator("dialog[open] [data-path='people/seen'] input").fill("2026-11-20")
    page.locator("dialog[open] [data-path='people/seen'] input").blur()
    expect(page.locator("#wrap-up-findings .banner--good")).to_be_attached()
