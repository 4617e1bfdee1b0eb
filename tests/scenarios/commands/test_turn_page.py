import pytest

from scenarios.commands.turn_page import turn_page
from scenarios.models import Run
from tests.factories.scenarios import run as a_run

pytestmark = pytest.mark.django_db


def test_the_page_on_show_is_remembered():
    run = a_run()
    turn_page(run, to=3)
    assert Run.objects.get().step == 3
    turn_page(run, to=-1)
    assert Run.objects.get().step == 0
