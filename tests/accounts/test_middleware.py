"""Pages and live screens know the address they were asked from, by one rule."""

import asyncio

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.commands.sign_in import GUESSES
from accounts.middleware import RealAddressMiddleware, RealAddressOfSocket
from accounts.rules.addresses import proxies_in
from tests.factories.accounts import PASSWORD, agent

FRONT, HOME, AWAY = "172.30.57.10", "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def behind_the_front_door(settings):
    settings.TRUSTED_PROXIES = proxies_in(FRONT)


def seen_by_a_page(peer, **headers):
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer)
    RealAddressMiddleware(lambda _request: HttpResponse())(request)
    return request


def seen_by_a_socket(peer, *headers):
    seen = {}

    async def screen(scope, _receive, _send):
        seen.update(scope)

    scope = {"type": "websocket", "client": [peer, 51234], "headers": list(headers)}
    asyncio.run(RealAddressOfSocket(screen)(scope, None, None))
    return seen["client"]


def test_a_page_behind_the_front_door_is_asked_by_whoever_the_front_door_heard():
    assert seen_by_a_page(FRONT, x_forwarded_for=f"{AWAY}, {HOME}").META["REMOTE_ADDR"] == HOME


def test_a_live_screen_is_too_also_when_the_header_comes_in_several_lines():
    lines = [(b"x-forwarded-for", AWAY.encode()), (b"host", b"x"), (b"x-forwarded-for", HOME.encode())]
    assert seen_by_a_socket(FRONT, *lines) == [HOME, 0]


def test_a_stranger_who_sends_the_header_is_still_a_stranger():
    request = seen_by_a_page(AWAY, x_forwarded_for=HOME, x_forwarded_proto="https")
    assert request.META["REMOTE_ADDR"] == AWAY
    assert not [name for name in request.META if name.startswith("HTTP_X_FORWARDED")]
    assert seen_by_a_socket(AWAY, (b"x-forwarded-for", HOME.encode())) == [AWAY, 51234]


def test_https_is_believed_of_the_front_door_only(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert seen_by_a_page(FRONT, x_forwarded_proto="https").is_secure()
    assert not seen_by_a_page(AWAY, x_forwarded_proto="https").is_secure()


def test_the_address_is_known_before_anything_else_reads_the_request(settings):
    assert settings.MIDDLEWARE[0] == "accounts.middleware.RealAddressMiddleware"


def sign_in(client, password, *, at, peer=FRONT):
    headers = {"X-Forwarded-For": at}
    form = {"username": "amina", "password": password}
    return client.post("/login/", form, headers=headers, REMOTE_ADDR=peer).status_code


@pytest.mark.django_db
def test_a_guesser_far_away_does_not_lock_the_owner_out_behind_the_same_front_door(client):
    agent(username="amina")
    for _time in range(GUESSES + 1):
        assert sign_in(client, "wrong", at=AWAY) == 200
    assert sign_in(client, PASSWORD, at=AWAY) == 200
    assert sign_in(client, PASSWORD, at=HOME) == 302


@pytest.mark.django_db
def test_a_guesser_gets_no_more_guesses_by_writing_other_addresses_into_the_header(client):
    agent(username="amina")
    for number in range(GUESSES):
        sign_in(client, "wrong", at=f"10.0.0.{number}, {AWAY}")
        sign_in(client, "wrong", at=f"10.1.0.{number}", peer=HOME)
    assert sign_in(client, PASSWORD, at=AWAY) == 200
    assert sign_in(client, PASSWORD, at="10.2.0.1", peer=HOME) == 200


@pytest.mark.django_db
def test_a_guesser_gets_no_more_guesses_by_moving_within_a_network_of_their_own(client):
    agent(username="amina")
    for number in range(GUESSES):
        sign_in(client, "wrong", at=f"2001:db8::{number}")
    assert sign_in(client, PASSWORD, at="2001:db8::ffff") == 200
    assert sign_in(client, PASSWORD, at="2001:db8:0:100::1") == 302
