import pytest

from journal.refusals import NotYours
from scenarios.commands.upload_script import upload_script
from scenarios.queries import problems_of, script_of, scripts_of, version_of
from tests.factories.accounts import administrator, region
from tests.factories.scenarios import version_on_air

pytestmark = pytest.mark.django_db


def test_an_administrator_sees_the_scripts_of_their_region_only():
    version = version_on_air()
    own, stranger = administrator(version.script.region), administrator(region())
    assert list(scripts_of(own)) == [version.script]
    assert script_of(own, version.script_id).on_air == version
    assert not scripts_of(stranger)
    for reach in (lambda: script_of(stranger, version.script_id), lambda: version_of(stranger, version.pk)):
        with pytest.raises(NotYours):
            reach()


def test_the_list_of_scripts_costs_the_same_however_long_it_is(django_assert_num_queries):
    home = region()
    for slug in ("one", "two", "three"):
        version_on_air(home, slug=slug)
    somebody = administrator(home)
    with django_assert_num_queries(2):
        assert all(script.shown and script.newest for script in scripts_of(somebody))


def test_errors_come_before_remarks():
    version = upload_script(region=region(), slug="small", workbook=b"no workbook", by=None)
    assert problems_of(version)[0].severity == "error"
