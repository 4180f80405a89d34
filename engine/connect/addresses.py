"""Which addresses a call may go to: never this machine or the network around it, unless the operator allows it."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""IPv6 addresses with an IPv4 address inside, which count as global whatever is inside (RFC 6052, RFC 8215)."""
Address = IPv4Address | IPv6Address


class AddressRefused(Exception):
    """The name leads to an address no call may go to, or to none."""


def resolved(host: str, port: int, *, private: bool) -> str:
    """One address of a host, looked up once: whoever connects goes there and asks no second time.

    Every address the name has must be allowed, so that none is chosen by chance.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise AddressRefused(f"there is no host '{host}'") from error
    addresses = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses:
        raise AddressRefused(f"there is no host '{host}'")
    if not private and (closed := next((one for one in addresses if not public(one)), None)):
        raise AddressRefused(f"'{host}' is {closed}, an address inside; the connection does not say 'private = true'")
    return str(addresses[0])


def public(address: Address) -> bool:
    """Whether an address is one of the internet at large."""
    if isinstance(address, IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if inside:
            return False
        if any(address in network for network in _TRANSLATED):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
