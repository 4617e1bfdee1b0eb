"""The shipped scripts, when they or a region's own have changed since."""

import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from accounts.models import Region
from countries.belgium import campaigns
from scenarios.commands.publish_version import publish_version
from scenarios.commands.upload_script import upload_script
from scenarios.library import build_xlsx
from scenarios.models import Script, ScriptVersion
from scenarios.states import VersionState
from tests.factories import accounts
from tests.factories.scenarios import workbook as a_workbook

pytestmark = pytest.mark.django_db
WAITS = (
    "Region BX, script index-interview: the shipped one is version 2; what is on air stays, "
    "its administrator may publish."
)


NO_CORE = (
    "Region BX, script index-interview: the version on air marks no question as core: "
    "whoever confirms their identity counts as interviewed."
)


def rewritten(name, title=""):
    """The shipped workbook as another run writes it; with another title if one is given."""
    book = load_workbook(io.BytesIO(build_xlsx(name)))
    if title:
        headings = [cell.value for cell in book["settings"][1]]
        book["settings"].cell(2, headings.index("form_title") + 1, title)
    book.properties.created = datetime(2031, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def ship(monkeypatch):
    """The next release ships the index interview under this title."""

    def ship(title):
        def build(name):
            return rewritten(name, title if name == "index_interview" else "")

        monkeypatch.setattr(campaigns, "build_xlsx", build)

    return ship


@pytest.fixture
def brussels(load):
    load()
    return Region.objects.get(code="BX")


@pytest.fixture
def script(brussels):
    return Script.objects.get(region=brussels, slug="index-interview")


def on_air(script):
    return Script.objects.get(pk=script.pk).on_air.number


def put_own_on_air(script):
    administrator = accounts.administrator(script.region)
    version = upload_script(region=script.region, slug=script.slug, workbook=a_workbook(), by=administrator)
    publish_version(version, by=administrator)
    return version


def test_the_same_words_in_another_file_are_the_same_script(load, brussels, ship):
    ship("")
    assert load() == ["Added 0 rows, 0 differ"]
    assert set(ScriptVersion.objects.values_list("number", flat=True)) == {1}


def test_a_script_that_ships_with_other_words_becomes_a_draft_and_what_is_on_air_stays(load, script, ship):
    ship("Index interview, second edition")
    printed = load()
    assert WAITS in printed
    assert printed[-1] == "Added 4 rows, 4 differ"
    assert (on_air(script), script.versions.get(number=2).state) == (1, VersionState.DRAFT)


def test_it_becomes_a_draft_once_and_is_said_until_it_is_published(load, script, ship):
    ship("Index interview, second edition")
    load()
    publish_version(script.versions.get(number=2), by=accounts.administrator(script.region))
    printed = load()
    assert printed[-1] == "Added 0 rows, 3 differ"
    assert WAITS not in printed
    assert on_air(script) == 2


def test_an_older_version_that_an_administrator_put_back_stays_on_air(load, script, ship):
    ship("Index interview, second edition")
    load()
    for number in (2, 1):
        publish_version(script.versions.get(number=number), by=accounts.administrator(script.region))
    assert WAITS in load()
    assert (on_air(script), script.versions.count()) == (1, 2)


def test_a_region_with_a_version_of_its_own_on_air_keeps_it_and_gets_no_draft(load, script, ship):
    put_own_on_air(script)
    ship("Index interview, second edition")
    printed = load()
    assert (on_air(script), script.versions.count()) == (2, 2)
    assert (
        "Region BX, script index-interview: on air is a version of the region's own; left as it is."
        in printed
    )


def test_where_only_a_draft_of_the_regions_own_lies_nothing_goes_on_air(load, brussels):
    region = accounts.region(code="EU")
    draft = upload_script(
        region=region, slug="index-interview", workbook=a_workbook(), by=accounts.administrator(region)
    )
    campaigns.load_script(campaigns.Loading(), region, "index_interview", build_xlsx("index_interview"))
    assert draft.script.versions.count() == 2
    assert not draft.script.versions.filter(state=VersionState.PUBLISHED).exists()


def forget_core(script, stored):
    """The version on air as a release compiled it that knew no core (`{}`), or whose core is this."""
    version = script.on_air
    form = {name: part for name, part in version.form.items() if name != "core"}
    ScriptVersion.objects.filter(pk=version.pk).update(form=form | stored)


@pytest.mark.parametrize("stored", [{}, {"core": []}])
def test_a_version_on_air_that_marks_no_core_is_said_and_counted_at_every_load(load, script, stored):
    forget_core(script, stored)
    for _ in range(2):
        printed = load()
        assert printed == [NO_CORE, "Added 0 rows, 1 differs"]


def test_a_version_of_the_regions_own_that_marks_no_core_is_said_too(load, script):
    put_own_on_air(script)
    assert NO_CORE not in load()
    forget_core(Script.objects.get(pk=script.pk), {})
    assert NO_CORE in load()


def test_a_draft_without_core_is_nothing_to_say(load, script):
    administrator = accounts.administrator(script.region)
    draft = upload_script(region=script.region, slug=script.slug, workbook=a_workbook(), by=administrator)
    ScriptVersion.objects.filter(pk=draft.pk).update(form={})
    assert load() == ["Added 0 rows, 0 differ"]
