"""Through the front door with a real form, a real cookie and a real password."""

import pytest
from playwright.sync_api import expect

from tests.browser.browsers import in_both_browsers
from tests.cast import amina
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@in_both_browsers
def test_somebody_signs_in_changes_language_and_leaves(page, axe):
    amina(screen_language="fr")
    page.goto("/learn/")
    axe(page)
    page.locator("#id_username").fill("amina")
    page.locator("#id_password").fill("not this one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/learn/")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.goto("/me/")
    axe(page)
    page.locator("details.menu").first.locator("summary").click()
    page.locator("button[lang=de]").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    page.locator("details.menu").last.locator("summary").click()
    page.locator("form[action='/logout/'] button").click()
    expect(page).to_have_url("/login/")
    page.goto("/learn/")
    expect(page.locator("#id_password")).to_be_visible()
