"""A port for a child that will ask for it by number in a moment."""

import socket

from tools.devrun.ports import free_port, insist_free


def test_a_free_port_can_be_had_by_its_number():
    port = free_port()
    insist_free(port, purpose="a test", setting="PORT=8001")
    with socket.create_server(("127.0.0.1", port)) as door:
        assert door.getsockname()[1] == port


def test_meanwhile_nobody_else_is_given_it():
    # Each of these would sooner or later get one of the ports, were they merely closed again.
    given = {free_port() for _ in range(200)}
    others = [socket.create_server(("127.0.0.1", 0)) for _ in range(500)]
    taken = {door.getsockname()[1] for door in others}
    for door in others:
        door.close()
    assert len(given) == 200
    assert not given & taken
