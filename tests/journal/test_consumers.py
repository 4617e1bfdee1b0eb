"""The socket of a page, from the cookie to the close."""

import asyncio
import json

import pytest
import pytest_asyncio
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.asgi import application
from journal.broadcast import nudge_screens
from journal.consumers import SIGNED_OUT, TOO_SLOW, ScreenConsumer
from journal.hub import BACKLOG
from journal.rooms import rooms_of_session
from tests.cast import amina, bruno
from tests.factories.accounts import region
from tests.journal.news import BellRang
from tests.patience import PATIENCE

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]


@pytest_asyncio.fixture(autouse=True)
async def no_connection_is_left():
    """The thread that reads sessions keeps a connection; it would keep the test database from being dropped."""
    yield
    await database_sync_to_async(connections.close_all)()


@pytest.fixture
def checked_often(monkeypatch):
    monkeypatch.setattr(ScreenConsumer, "check_every", 0.02)


async def db(act, *args):
    """What touches the database happens in a thread: in the loop, every task would open a connection of its own."""
    return await database_sync_to_async(act)(*args)


def session_of(user):
    """The session key of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def socket(session_key="", origin=settings.PUBLIC_BASE_URL):
    cookie = f"{settings.SESSION_COOKIE_NAME}={session_key}".encode()
    headers = [(b"cookie", cookie), (b"origin", origin.encode())]
    return WebsocketCommunicator(application, "/ws/live/", headers=headers)


async def opened(user):
    """A screen of `user` that listens, and its session key."""
    key = await db(session_of, user)
    screen = socket(key)
    connected, _protocol = await screen.connect(timeout=PATIENCE)
    assert connected
    return screen, key


def queries_of_a_look(key):
    with CaptureQueriesContext(connections["default"]) as sent:
        assert rooms_of_session(key)
    return sent.captured_queries


async def code_of_close(screen):
    """The code that the socket is closed with."""
    closed = await screen.receive_output(timeout=PATIENCE)
    assert closed["type"] == "websocket.close", closed
    return closed["code"]


class TestTheDoor:
    @pytest.mark.parametrize("session_key", ["", "nobody-has-this-session-key-at-all"])
    async def test_a_stranger_is_sent_to_sign_in(self, hub, session_key):
        screen = socket(session_key)
        await screen.connect(timeout=PATIENCE)
        assert await code_of_close(screen) == SIGNED_OUT
        assert hub.listeners == {}

    async def test_a_page_of_somebody_else_opens_no_socket(self, hub):
        screen = socket(await db(session_of, await db(amina)), origin="https://elsewhere.example")
        connected, _code = await screen.connect(timeout=PATIENCE)
        assert not connected

    async def test_an_agent_listens_to_their_own_room_only(self, hub):
        agent = await db(amina)
        screen, _key = await opened(agent)
        assert list(hub.listeners) == [f"user:{agent.pk}"]
        await screen.disconnect(timeout=PATIENCE)

    async def test_a_supervisor_hears_their_own_floor_and_no_other(self, hub):
        home, elsewhere = await db(region), await db(region)
        screen, _key = await opened(await db(bruno, home))
        nudge_screens([(BellRang(region_id=elsewhere.pk), 1)])
        nudge_screens([(BellRang(region_id=home.pk), 2)])
        assert json.loads(await screen.receive_from(timeout=PATIENCE))["region_id"] == home.pk
        assert await screen.receive_nothing()
        await screen.disconnect(timeout=PATIENCE)


class TestAnOpenSocket:
    async def test_answers_a_ping_and_nothing_else(self, hub):
        screen, _key = await opened(await db(amina))
        for text in ("ping", "subscribe floor:1", '{"rooms": ["floor:1"]}'):
            await screen.send_to(text_data=text)
        await screen.send_to(bytes_data=b"ping")
        assert await screen.receive_from(timeout=PATIENCE) == '{"event":"live.pong"}'
        assert await screen.receive_nothing()
        await screen.disconnect(timeout=PATIENCE)

    async def test_leaves_nothing_behind_when_it_is_closed(self, hub):
        screen, _key = await opened(await db(amina))
        await screen.disconnect(timeout=PATIENCE)
        await asyncio.sleep(0)
        assert hub.listeners == {}
        assert asyncio.all_tasks() == {asyncio.current_task(), hub.pump}

    async def test_leaves_nothing_behind_when_the_server_cancels_it(self, hub):
        screen, _key = await opened(await db(amina))
        screen.future.cancel()
        await asyncio.wait([screen.future])
        await asyncio.sleep(0)
        assert hub.listeners == {}
        assert asyncio.all_tasks() == {asyncio.current_task(), hub.pump}

    async def test_that_reads_too_slowly_is_cut_off(self, hub):
        screen, _key = await opened(await db(amina))
        ((room, listeners),) = hub.listeners.items()
        for number in range(BACKLOG + 5):  # without a pause in which one could be sent
            hub.send(hub.listeners.get(room, ()), f"{number}")
        assert not listeners
        sent = [await screen.receive_output(timeout=PATIENCE)]
        while sent[-1]["type"] == "websocket.send":
            sent.append(await screen.receive_output(timeout=PATIENCE))
        assert (sent[-1]["type"], sent[-1]["code"]) == ("websocket.close", TOO_SLOW)
        assert len(sent) <= BACKLOG + 1
        assert hub.listeners == {}
        await screen.disconnect(timeout=PATIENCE)

    async def test_reads_its_session_in_two_queries_and_never_writes(self):
        sent = await db(queries_of_a_look, await db(session_of, await db(amina)))
        assert len(sent) == 2
        assert all(query["sql"].startswith("SELECT") for query in sent)


class TestWithinTheInterval:
    async def goes(self, screen):
        assert await code_of_close(screen) == SIGNED_OUT
        await screen.disconnect(timeout=PATIENCE)

    async def test_a_user_who_is_disabled_is_gone(self, hub, checked_often):
        agent = await db(amina)
        screen, _key = await opened(agent)
        agent.is_active = False
        await db(agent.save)
        await self.goes(screen)
        assert hub.listeners == {}

    async def test_a_session_that_was_ended_is_gone(self, hub, checked_often):
        screen, key = await opened(await db(amina))
        await db(Session.objects.filter(pk=key).delete)
        await self.goes(screen)

    async def test_a_session_that_expired_is_gone(self, hub, checked_often):
        screen, key = await opened(await db(amina))
        await db(lambda: Session.objects.filter(pk=key).update(expire_date=timezone.now()))
        await self.goes(screen)

    async def test_whose_password_was_changed_is_gone(self, hub, checked_often):
        agent = await db(amina)
        screen, _key = await opened(agent)
        agent.set_password("another long password")
        await db(agent.save)
        await self.goes(screen)

    async def test_who_moved_to_another_region_signs_in_again(self, hub, checked_often):
        supervisor = await db(bruno, await db(region))
        screen, _key = await opened(supervisor)
        supervisor.region = await db(region)
        await db(supervisor.save)
        await self.goes(screen)

    async def test_everybody_else_stays_also_while_the_database_is_away(
        self, hub, checked_often, monkeypatch
    ):
        asked = asyncio.Semaphore(0)
        loop = asyncio.get_running_loop()

        def fail(session_key):
            loop.call_soon_threadsafe(asked.release)
            raise OperationalError

        screen, _key = await opened(await db(amina))
        with monkeypatch.context() as patched:
            patched.setattr("journal.consumers.rooms_of_session", fail)
            for _time in range(3):
                await asyncio.wait_for(asked.acquire(), PATIENCE)
        assert await screen.receive_nothing()
        await screen.disconnect(timeout=PATIENCE)
