import pytest

from scenarios.commands.upload_script import upload_script
from tests.factories.accounts import region
from tests.factories.scenarios import SURVEY, workbook

pytestmark = pytest.mark.django_db


def test_a_sound_workbook_becomes_the_next_version():
    home = region()
    first = upload_script(region=home, slug="small", workbook=workbook(), by=None)
    second = upload_script(
        region=home, slug="small", workbook=workbook(survey=[*SURVEY, "note|bye|Bye|Au revoir"]), by=None
    )
    assert (first.number, second.number) == (1, 2)
    assert second.form
    assert second.title == "A small script"


def test_the_very_same_file_is_the_version_we_have():
    home, book = region(), workbook()
    first = upload_script(region=home, slug="small", workbook=book, by=None)
    assert upload_script(region=home, slug="small", workbook=book, by=None) == first


def test_a_file_that_another_region_brought_is_not_checked_again(monkeypatch):
    book = workbook()
    upload_script(region=region(), slug="small", workbook=book, by=None)
    monkeypatch.setattr("scenarios.xlsform.check", None)
    assert upload_script(region=region(), slug="small", workbook=book, by=None).form


def test_a_file_is_checked_anew_when_the_check_has_changed(monkeypatch):
    home, book = region(), workbook()
    first = upload_script(region=home, slug="small", workbook=book, by=None)
    monkeypatch.setattr("scenarios.commands.upload_script._source_of_check", lambda: b"another check")
    second = upload_script(region=home, slug="small", workbook=book, by=None)
    assert (second.number, second.sha256) == (2, first.sha256)
    assert second.checked_by != first.checked_by
    assert upload_script(region=home, slug="small", workbook=book, by=None) == second


def test_a_broken_file_is_kept_with_what_is_wrong_and_never_goes_on_air():
    version = upload_script(region=region(), slug="small", workbook=b"not a workbook", by=None)
    assert version.form is None
    assert version.problems
