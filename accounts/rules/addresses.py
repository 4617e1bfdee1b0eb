"""Who sent a request, when proxies stand in front: the one rule, for pages (WSGI) and for live screens (ASGI) alike.

The servers' own wrappers (uvicorn, granian) were not enough: they take any word for an address, know an IPv4 proxy not
by its IPv6 spelling, and believe the left-most entry, which the sender writes, when every other one is trusted.
"""

from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    collapse_addresses,
    ip_address,
    ip_network,
)

NOBODY = "none"
HOPS = 16
"""Proxies in a row that are followed; a header may be long."""
LONGEST = 64
"""Characters of the longest entry that can be an address with a port."""
HOUSEHOLD = 56
"""Bits of an IPv6 address that an access provider gives to one customer, who chooses the others.

RFC 6177 wants sites to get much more than one /64, and names /56 and /48. At 56 somebody with a /48 is still taken for
256 customers; at 48, customers of a provider who gives each a /56 would lock each other out.
"""
WIDEST = {4: 8, 6: 16}
"""Bits that a network of proxies has at least, by IP version: 10.0.0.0/8 is the largest private one."""

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class NotAProxy(ValueError):
    """The setting TRUSTED_PROXIES names something else than addresses and networks."""


def proxies_in(text: str) -> tuple[Network, ...]:
    """The addresses and networks of "10.0.0.5, 10.1.0.0/16, fd00::/64"; () for "none". Refuses with NotAProxy.

    The world is refused, in one piece, in two halves or in IPv6's spelling: whoever is in such a network may write in
    the header whoever they like to be. So nothing wider than a /8, in IPv6 a /16, even of networks that touch.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        raise NotAProxy("TRUSTED_PROXIES is empty: name the proxies in front, or say none.")
    if parts == [NOBODY]:
        return ()
    networks = tuple(_network(part) for part in parts)
    wholes: list[Network] = [
        *collapse_addresses(network for network in networks if isinstance(network, IPv4Network)),
        *collapse_addresses(network for network in networks if isinstance(network, IPv6Network)),
    ]
    for whole in wholes:
        if whole.prefixlen < WIDEST[whole.version]:
            raise NotAProxy(
                f"TRUSTED_PROXIES: {whole} is wider than a /{WIDEST[whole.version]}: anybody in it would be believed."
            )
    return networks


def sender_of(peer: str, forwarded: str, trusted: Iterable[Network]) -> str:
    """The address a request comes from; "" when even the peer's is unknown (a Unix socket).

    `peer` is who is connected to us, `forwarded` the header X-Forwarded-For: to it every proxy appends whom it heard.

    1. The header of a peer who is no trusted proxy counts for nothing.
    2. Else the right-most entry that is no trusted proxy: what stands left of it is that sender's own word.
    3. When a proxy wrote no address, or all entries are proxies, the last address that is sure.
    """
    trusted = tuple(trusted)
    sender = _address(peer)
    if sender is None:
        return ""
    heard = reversed(forwarded.rsplit(",", HOPS)[-HOPS:])
    while _is_within(sender, trusted) and (said := _address(next(heard, ""))) is not None:
        sender = said
    return str(sender)


def is_proxy(peer: str, trusted: Iterable[Network]) -> bool:
    """Whether whoever is connected to us is a trusted proxy."""
    address = _address(peer)
    return address is not None and _is_within(address, trusted)


def customer_of(sender: str) -> str:
    """The address as one customer of an access provider has it: in IPv6 their whole network, else themselves."""
    address = _address(sender)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, HOUSEHOLD), strict=False))
    return sender


def _network(text: str) -> Network:
    try:
        network = ip_network(text)
    except ValueError:
        raise NotAProxy(
            f"TRUSTED_PROXIES: {text} is no address, and no network such as 10.1.0.0/16."
        ) from None
    inside = network.network_address
    if isinstance(inside, IPv6Address) and inside.ipv4_mapped and network.prefixlen >= 96:
        return IPv4Network((inside.ipv4_mapped, network.prefixlen - 96))
    return network


def _is_within(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)


def _address(text: str) -> Address | None:
    """Of `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1`, `[2001:db8::1]:443`; IPv4 written as IPv6 is IPv4."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
