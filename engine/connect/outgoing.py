"""Calls to other systems: the one door out by HTTP.

To a connection the operator has set, at an address looked up once and checked, without following redirects, within
bounds of time and size, signed as Standard Webhooks 1.0.0 says (`webhook-signature` over `id.timestamp.body`).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
import ssl
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from threading import Event, Timer
from urllib.parse import unquote, urlsplit

from engine.connect.addresses import AddressRefused, resolved

SECONDS = 15.0
"""How long a call may take from the first byte to the last."""
LARGEST_ANSWER = 64 * 1024
PORTS = {"http": 80, "https": 443}


class CallFailed(Exception):
    """The other system did not take it; it is to be tried again. The text names no secret and no content."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A connection as the operator set it. `secret` signs, `token` is sent as a bearer's; `private` allows addresses
    inside."""

    name: str
    url: str
    token: str | None = field(default=None, repr=False)
    secret: str | None = field(default=None, repr=False)
    private: bool = False

    @classmethod
    def read(cls, path: Path) -> Mapping[str, Peer]:
        """The connections of a TOML file, by name. ValueError, in words, where one is wrong."""
        tables = tomllib.loads(path.read_text("utf-8"))
        return {name: cls._of(name, table) for name, table in tables.items()}

    @classmethod
    def _of(cls, name: str, table: object) -> Peer:
        known = {"url": str, "token": str, "secret": str, "private": bool}
        if not isinstance(table, dict):
            raise ValueError(f"'{name}' is no table: write [{name}] and below it url = \"https://…\"")
        for key, value in table.items():
            if key not in known or not isinstance(value, known[key]):
                raise ValueError(f"[{name}]: '{key}' is not one of url, token, secret (texts), private (true or false)")
        parts = urlsplit(table.get("url", ""))
        if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.query or parts.fragment:
            raise ValueError(f'[{name}]: url is written "https://host/path", without a user and without ?')
        return cls(name, **table)


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent: `key` is the same at every try, `at` the moment of this one in seconds since 1970."""

    key: str
    method: str
    path: str
    body: bytes | None
    at: int


def send(peer: Peer, request: Request) -> int:
    """Send one request; the status of a good answer (2xx). CallFailed otherwise."""
    parts = urlsplit(peer.url)
    assert parts.hostname is not None
    way = parts.path.rstrip("/") + request.path
    if ".." in unquote(way).split("?")[0].split("/"):
        raise CallFailed(f"the path of a call to '{peer.name}' leads upwards")
    port = parts.port or PORTS[parts.scheme]
    try:
        address = resolved(parts.hostname, port, private=peer.private)
    except AddressRefused as error:
        raise CallFailed(f"'{peer.name}': {error}") from error
    line = _line(parts.scheme, parts.hostname, port, address)
    try:
        status = _answer(line, request, way, _headers(peer, request))
    except (OSError, HTTPException) as error:
        raise CallFailed(f"'{peer.name}' did not answer: {type(error).__name__}") from error
    finally:
        line.close()
    if not 200 <= status < 300:
        why = "redirects are not followed" if 300 <= status < 400 else "it was not taken"
        raise CallFailed(f"'{peer.name}' answered {status}: {why}")
    return status


def _answer(line: HTTPConnection, request: Request, way: str, headers: Mapping[str, str]) -> int:
    """The status, after the whole answer was read within its bounds. The line is cut when the time is over."""
    line.connect()
    over = Event()
    guard = Timer(SECONDS, _cut, [line.sock, over])
    guard.daemon = True
    guard.start()
    try:
        line.request(request.method.upper(), way, request.body, dict(headers))
        answer = line.getresponse()
        if len(answer.read(LARGEST_ANSWER + 1)) > LARGEST_ANSWER:
            raise HTTPException("the answer is too large")
        if over.is_set():
            raise TimeoutError("the answer took too long")
        if answer.length:
            raise HTTPException("the answer broke off")
        return answer.status
    finally:
        guard.cancel()


def _cut(sock: socket.socket, over: Event) -> None:
    """Who reads from the socket wakes up by this, and must find it said why."""
    over.set()
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _headers(peer: Peer, request: Request) -> dict[str, str]:
    headers = {"Idempotency-Key": request.key, "User-Agent": "Suyuan"}
    if request.body is not None:
        headers["Content-Type"] = "application/json"
    if peer.token is not None:
        headers["Authorization"] = f"Bearer {peer.token}"
    if peer.secret is not None:
        headers |= {
            "webhook-id": request.key,
            "webhook-timestamp": str(request.at),
            "webhook-signature": f"v1,{signature(peer.secret, request)}",
        }
    return headers


def signature(secret: str, request: Request) -> str:
    """Standard Webhooks 1.0.0: base64 of HMAC-SHA256 over `id.timestamp.body`; a `whsec_` secret is base64 itself."""
    encoded = secret.removeprefix("whsec_")
    key = base64.b64decode(encoded) if encoded != secret else secret.encode()
    content = f"{request.key}.{request.at}.".encode() + (request.body or b"")
    return base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def _line(scheme: str, host: str, port: int, address: str) -> HTTPConnection:
    return _Secure(host, port, address) if scheme == "https" else _Plain(host, port, address)


class _Plain(HTTPConnection):
    """A connection to an address that was looked up before; the name only stands in the Host header."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)


class _Secure(HTTPSConnection):
    """The same over TLS, where the certificate must be that of the name."""

    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=SECONDS, context=ssl.create_default_context())
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
