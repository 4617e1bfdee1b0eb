import pytest
from playwright.sync_api import expect

from scenarios.models import ScriptVersion
from scenarios.states import VersionState
from tests.factories.accounts import administrator, region
from tests.factories.scenarios import SURVEY, workbook


@pytest.fixture
def files(tmp_path):
    (tmp_path / "good.xlsx").write_bytes(workbook())
    mistaken = [row.replace("${name}", "${nobody}") for row in SURVEY]
    (tmp_path / "bad.xlsx").write_bytes(workbook(survey=mistaken))
    return tmp_path


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_script_is_uploaded_corrected_and_put_on_air(page, sign_in, axe, files, language):
    sign_in(page, administrator(region()), language=language).goto("/scripts/upload/")
    axe(page)
    page.fill("[name=slug]", "small")
    page.set_input_files("[name=workbook]", files / "bad.xlsx")
    page.locator("main form .button--primary").click()
    expect(page.locator(".cellref").first).to_have_text("survey!I5")
    axe(page)
    page.goto("/scripts/upload/?slug=small")
    page.set_input_files("[name=workbook]", files / "good.xlsx")
    page.locator("main form .button--primary").click()
    axe(page)
    page.locator("form[action*=publish] button").click()
    expect(page.locator(".badge--good").first).to_be_visible()
    axe(page)
    assert ScriptVersion.objects.get(state=VersionState.PUBLISHED).number == 2
