"""The names and addresses under which other machines reach this one."""

from __future__ import annotations

import socket

import ifaddr

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - only compared with


def own_addresses(host: str) -> tuple[str, ...]:
    """What to write into an address bar: this host alone, or, where the server listens everywhere, all it is called."""
    if host not in EVERYWHERE:
        return (host,)
    found = [ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips if isinstance(ip.ip, str)]
    near = [ip for ip in found if not ip.startswith("127.")]
    return tuple(dict.fromkeys([*near, socket.gethostname().lower(), "localhost", "127.0.0.1"]))
