import pytest

from scenarios.commands.publish_version import publish_version
from scenarios.commands.upload_script import upload_script
from scenarios.refusals import ScriptHasProblems, VersionHasMovedOn
from scenarios.states import VersionState
from tests.factories.scenarios import SURVEY, run, version_on_air, workbook

pytestmark = pytest.mark.django_db


def test_the_version_on_air_retires_and_runs_stay_on_theirs():
    old = version_on_air()
    under_way = run(old)
    book = workbook(survey=[*SURVEY, "note|bye|Bye|Au revoir"])
    new = upload_script(region=old.script.region, slug="small", workbook=book, by=None)
    publish_version(new, by=None)
    old.refresh_from_db()
    under_way.refresh_from_db()
    assert (old.state, new.state) == (VersionState.RETIRED, VersionState.PUBLISHED)
    assert under_way.version == old


def test_publishing_an_older_version_is_the_way_back():
    old = version_on_air()
    book = workbook(survey=[*SURVEY, "note|bye|Bye|Au revoir"])
    new = upload_script(region=old.script.region, slug="small", workbook=book, by=None)
    publish_version(new, by=None)
    old.refresh_from_db()
    publish_version(old, by=None)
    new.refresh_from_db()
    assert (old.state, new.state) == (VersionState.PUBLISHED, VersionState.RETIRED)


def test_a_version_with_mistakes_is_refused():
    on_air = version_on_air()
    broken = upload_script(region=on_air.script.region, slug="small", workbook=b"no", by=None)
    with pytest.raises(ScriptHasProblems):
        publish_version(broken, by=None)
    on_air.refresh_from_db()
    assert on_air.state == VersionState.PUBLISHED


def test_publishing_twice_is_refused_the_second_time():
    version = version_on_air()
    with pytest.raises(VersionHasMovedOn):
        publish_version(version, by=None)
