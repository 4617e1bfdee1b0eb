"""A desk on which nothing has changed is asked for with every nudge: it costs two statements and draws nothing."""

import re
from html import unescape

import pytest
from django.db import connection

from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.models import Attempt
from tests.desk.scene import at, offered, talking
from tests.desk.views.test_cost_of_an_answer import OF_SIGNING_IN, Statements
from tests.factories.calls import ready_agent
from workforce.commands.raise_hand import raise_hand

pytestmark = pytest.mark.django_db(transaction=True)


def wrapping_up():
    agent, call = talking()
    start_wrap_up(Attempt.objects.get(call=call))
    return agent, call


SCENES = {
    "waiting": lambda: (ready_agent(), None),
    "offer": offered,
    "conversation": talking,
    "wrap_up": wrapping_up,
}


def pieces_of(client):
    """The addresses at which the page fetches its stage and its status bar again."""
    page = client.get("/desk/").content.decode()
    return [unescape(address) for address in re.findall(r'hx-get="([^"]*shown=[^"]*)"', page)]


@pytest.fixture(params=SCENES)
def scene(request):
    agent, _call = SCENES[request.param]()
    return agent, at(agent)


def test_where_nothing_has_changed_nothing_is_drawn(scene):
    _agent, client = scene
    addresses = pieces_of(client)
    assert len(addresses) == 2
    for address in addresses:
        sent = Statements()
        with connection.execute_wrapper(sent):
            assert client.get(address).status_code == 204
        assert len([kind for kind in sent.kinds if kind not in OF_SIGNING_IN]) <= 2


def test_a_bar_that_shows_something_else_is_drawn_anew(scene):
    agent, client = scene
    status = next(address for address in pieces_of(client) if "/status/" in address)
    raise_hand(agent)
    drawn = client.get(status)
    assert drawn.status_code == 200
    assert client.get(unescape(re.search(r'hx-get="([^"]*)"', drawn.content.decode())[1])).status_code == 204
