import io

import pytest

from scenarios.models import ScriptVersion
from scenarios.states import VersionState
from tests.factories.accounts import administrator, agent, region
from tests.factories.scenarios import version_on_air, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = administrator(region())
    client.force_login(user)
    return user


def upload(client, content, slug="small"):
    file = io.BytesIO(content)
    file.name = "small.xlsx"
    return client.post("/scripts/upload/", {"slug": slug, "workbook": file}, follow=True)


def test_an_uploaded_workbook_can_be_published_and_downloaded_again(client, admin):
    book = workbook()
    page = upload(client, book)
    version = ScriptVersion.objects.get()
    assert "No mistakes found" in page.content.decode()
    client.post(f"/scripts/versions/{version.pk}/publish/")
    version.refresh_from_db()
    assert (version.state, version.published_by) == (VersionState.PUBLISHED, admin)
    assert client.get(f"/scripts/versions/{version.pk}/workbook.xlsx").content == book


def test_a_broken_workbook_is_shown_with_what_is_wrong_and_cannot_be_published(client, admin):
    page = upload(client, b"PK but nothing of the kind")
    version = ScriptVersion.objects.get()
    assert "to correct" in page.content.decode()
    answer = client.post(f"/scripts/versions/{version.pk}/publish/")
    assert answer.status_code == 422
    version.refresh_from_db()
    assert version.state == VersionState.DRAFT


@pytest.mark.parametrize("slug", ["", "Index Interview", "../x"])
def test_a_script_needs_a_proper_name(client, admin, slug):
    page = upload(client, workbook(), slug)
    assert page.status_code == 422
    assert not ScriptVersion.objects.exists()


def test_a_file_of_more_than_two_megabytes_is_refused_before_it_is_read(client, admin):
    page = upload(client, b"x" * (2 * 1024 * 1024 + 1))
    assert page.status_code == 422
    assert "larger than 2 MB" in page.content.decode()


def test_another_regions_script_does_not_exist(client, admin):
    version = version_on_air()
    assert client.get(f"/scripts/{version.script_id}/").status_code == 404
    assert client.get(f"/scripts/versions/{version.pk}/").status_code == 404
    assert client.post(f"/scripts/versions/{version.pk}/publish/").status_code == 404


def test_agents_have_no_business_here(client, admin):
    client.force_login(agent())
    assert client.get("/scripts/").status_code == 403


@pytest.mark.parametrize("name", ["index-interview", "contact-notification"])
def test_ready_scripts_can_be_downloaded(client, admin, name):
    answer = client.get(f"/scripts/templates/{name}.xlsx")
    assert answer.content.startswith(b"PK")
    assert client.get("/scripts/templates/nothing.xlsx").status_code == 404
