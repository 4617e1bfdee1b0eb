"""The right-most address that is no trusted proxy's, whoever writes whatever into the header."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.addresses import NotAProxy, customer_of, is_proxy, proxies_in, sender_of

FRONT = proxies_in("172.30.57.10, 10.0.0.0/8, fd00::/64")
HOME, SECOND, LIAR = "198.51.100.7", "203.0.113.9", "6.6.6.6"


@pytest.mark.parametrize(
    ("peer", "forwarded", "sender"),
    [
        ("172.30.57.10", HOME, HOME),
        ("172.30.57.10", f"{LIAR}, {HOME}", HOME),
        ("172.30.57.10", f"{LIAR},{HOME},10.1.2.3", HOME),
        ("172.30.57.10", f"{LIAR}, {HOME}, 10.1.2.3, 10.9.9.9", HOME),
        ("172.30.57.10", f"{HOME}:51234", HOME),
        ("172.30.57.10", "2001:db8::7", "2001:db8::7"),
        ("172.30.57.10", "2001:0DB8:0::7", "2001:db8::7"),
        ("172.30.57.10", "[2001:db8::7]", "2001:db8::7"),
        ("172.30.57.10", "[2001:db8::7]:443", "2001:db8::7"),
        ("172.30.57.10", f"::ffff:{HOME}", HOME),
        ("172.30.57.10", f"{HOME}, ::ffff:10.1.2.3", HOME),
        ("172.30.57.10", "fe80::1%eth0", "fe80::1"),
        ("::ffff:172.30.57.10", HOME, HOME),
        ("fd00::a", HOME, HOME),
    ],
)
def test_behind_proxies_it_is_the_last_address_that_is_none_of_them(peer, forwarded, sender):
    assert sender_of(peer, forwarded, FRONT) == sender


@pytest.mark.parametrize("peer", [SECOND, "172.30.57.11", "2001:db8::1", "::ffff:203.0.113.9"])
@pytest.mark.parametrize("forwarded", ["", HOME, f"{HOME}, 172.30.57.10", "10.1.2.3"])
def test_whoever_is_no_trusted_proxy_is_not_believed(peer, forwarded):
    assert sender_of(peer, forwarded, FRONT) == peer.removeprefix("::ffff:")
    assert sender_of("172.30.57.10", forwarded, ()) == "172.30.57.10"


@pytest.mark.parametrize(
    ("forwarded", "sender"),
    [
        ("", "172.30.57.10"),
        (" , ", "172.30.57.10"),
        ("unknown", "172.30.57.10"),
        ("_hidden", "172.30.57.10"),
        (f"{HOME}, nonsense", "172.30.57.10"),
        (f"{HOME}, ", "172.30.57.10"),
        (f"{HOME}, nonsense, 10.1.2.3", "10.1.2.3"),
        ("10.1.2.3", "10.1.2.3"),
        ("10.1.2.3, 10.9.9.9", "10.1.2.3"),
        ("999.1.1.1", "172.30.57.10"),
        ("[2001:db8::7", "2001:db8::7"),
        ("é" * 40, "172.30.57.10"),
    ],
)
def test_what_no_proxy_vouches_for_is_not_taken_for_an_address(forwarded, sender):
    assert sender_of("172.30.57.10", forwarded, FRONT) == sender


def test_a_very_long_header_is_read_from_its_end_only():
    assert sender_of("10.0.0.1", ", ".join([LIAR] * 50_000 + [HOME]), FRONT) == HOME
    assert sender_of("10.0.0.1", LIAR + ", 10.0.0.2" * 50_000, FRONT) == "10.0.0.2"
    assert sender_of("10.0.0.1", "1" * 500_000, FRONT) == "10.0.0.1"


@pytest.mark.parametrize("peer", ["", "unix:", "testclient", "@"])
def test_a_peer_without_an_address_is_nobody(peer):
    assert sender_of(peer, HOME, FRONT) == ""
    assert not is_proxy(peer, FRONT)


@given(forged=st.text(max_size=80), peer=st.ip_addresses())
def test_nothing_that_a_client_writes_changes_who_it_is(forged, peer):
    mapped = getattr(peer, "ipv4_mapped", None) or peer
    trusted = (*FRONT, *proxies_in("none"))
    if not is_proxy(str(peer), trusted):
        assert sender_of("172.30.57.10", f"{forged}, {peer}", trusted) == str(mapped)
        assert sender_of(str(peer), forged, trusted) == str(mapped)


@given(forwarded=st.text(max_size=200))
def test_whatever_is_sent_gives_an_address(forwarded):
    assert ip_address(sender_of("10.0.0.1", forwarded, FRONT))


@pytest.mark.parametrize(
    "text", ["", " ", ",", "*", "front", "10.0.0.0/33", "10.0.0.5/8", "0.0.0.0/0", "::/0", "none,10.0.0.1"]
)
def test_a_setting_that_names_no_proxies_or_everybody_is_refused(text):
    with pytest.raises(NotAProxy, match="TRUSTED_PROXIES"):
        proxies_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0/1,128.0.0.0/1",
        "::ffff:0:0/96",
        "::ffff:0:0/97",
        "::FFFF:0.0.0.0/96",
        "0:0:0:0:0:ffff:0:0/96",
        "10.0.0.5, 0.0.0.0/7",
        "10.0.0.0/8, 11.0.0.0/8",
        "10.0.0.0/8, ::ffff:11.0.0.0/104",
        "::/1, 8000::/1",
        "2000::/15",
        "2000::/16, 2001::/16",
    ],
)
def test_a_network_so_wide_that_strangers_live_in_it_is_refused_in_any_spelling(text):
    with pytest.raises(NotAProxy, match="wider than"):
        proxies_in(text)


def test_the_widest_networks_that_somebody_may_own_are_taken():
    assert len(proxies_in("10.0.0.0/8, fd00::/16, 172.16.0.0/12, ::ffff:192.168.0.0/112")) == 4


def test_none_stands_in_front_if_the_setting_says_so():
    assert proxies_in(" none ") == ()


def test_a_network_in_ipv6_spelling_is_the_same_network():
    assert proxies_in("::ffff:10.0.0.0/104") == proxies_in("10.0.0.0/8")


def test_one_customer_of_ipv6_is_one_network():
    assert customer_of("2001:db8:1:200::7") == customer_of("2001:db8:1:2ff:ffff::1") == "2001:db8:1:200::/56"
    assert customer_of("2001:db8:1:300::7") != customer_of("2001:db8:1:200::7")
    assert customer_of(HOME) == HOME
    assert customer_of("") == ""
