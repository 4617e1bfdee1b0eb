"""A newcomer reads, fails, tries again and is certified, with the keyboard where there is a key."""

import re

import pytest
from playwright.sync_api import expect

from elearning.library.load import load_course
from elearning.models import Choice
from tests.browser.browsers import in_both_browsers
from tests.cast import amina
from tests.factories.elearning import read_all

pytestmark = pytest.mark.django_db(transaction=True)


def tick_rightly(page, course):
    for choice in Choice.objects.filter(question__quiz__course=course, is_right=True):
        page.check(f"input[value='{choice.pk}']")


def press_n(page):
    """On to the next. The address changes before the page's scripts run: a key that comes first is heard by nobody."""
    expect(page.locator("[data-ct-key=n]")).to_have_attribute("aria-keyshortcuts", "n")
    page.keyboard.press("n")


@in_both_browsers
def test_a_newcomer_reads_every_lesson_and_is_certified(page, sign_in, axe):
    course = load_course("first-calls")
    newcomer = amina()
    sign_in(page, newcomer, language="fr").goto("/learn/")
    axe(page)
    page.get_by_role("link", name="Vos premiers appels").click()
    axe(page)
    press_n(page)
    for lesson in course.lessons.all():
        expect(page.locator("h1")).to_have_text(lesson.titles["fr"])
        press_n(page)
    expect(page).to_have_url(re.compile("/learn/first-calls/$"))
    press_n(page)
    tick_rightly(page, course)
    axe(page)
    page.locator("form[data-ct-leave] button").click()
    expect(page.locator(".score")).to_have_text(re.compile(r"^100\s?%$"))
    axe(page)
    page.goto("/learn/first-calls/certificate/")
    expect(page.get_by_text(newcomer.certificates.get().code)).to_be_visible()
    axe(page)


def test_a_blank_question_is_named_and_one_click_away(page, sign_in, axe):
    course = load_course("first-calls")
    newcomer = amina()
    read_all(course, newcomer)
    sign_in(page, newcomer).goto("/learn/first-calls/quiz/")
    tick_rightly(page, course)
    page.reload()
    page.locator("form[data-ct-leave] button").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    axe(page)
    summary.get_by_role("link", name="Question 5").click()
    expect(page.locator("#id_question-5_0")).to_be_focused()
