"""Calls leave to a real HTTP server, signed and once; never to an address inside, nor where an answer leads."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from engine.connect import outgoing
from engine.connect.addresses import public
from engine.connect.outgoing import CallFailed, Peer, Request, send, signature
from engine.lang.problems import Refused
from engine.runtime import listing
from engine.runtime.work import doings
from engine.storage.jobs import job
from engine.storage.trail import trail_event
from engine.storage.worker import Worker
from tests.runtime.shop import Shop

SECRET, TOKEN = "hush-hush", "bearer-of-secrets"
REQUEST = Request("key-1", "post", "/bikes", b'{"code":"B1"}', 1_775_000_000)


class Erp:
    """A server that keeps what it gets, and answers what it is told to."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.answers: list[tuple[int, dict[str, str], bytes]] = []
        self.slow = 0.0
        erp = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                erp.got.append({"path": self.path, "headers": dict(self.headers), "body": body})
                status, headers, answer = erp.answers.pop(0) if erp.answers else (200, {}, b"ok")
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                pieces = [answer[at : at + 1] for at in range(len(answer))] if erp.slow else [answer]
                with suppress(OSError):
                    for piece in pieces:
                        self.wfile.write(piece)
                        self.wfile.flush()
                        time.sleep(erp.slow)

            do_GET = do_POST

            def log_message(self, format: str, *args: Any) -> None:
                del format, args

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/api"

    def peer(self, **more: Any) -> Peer:
        return Peer("erp", **{"url": self.url, "private": True, "token": TOKEN, "secret": SECRET, **more})


@pytest.fixture
def erp() -> Iterator[Erp]:
    made = Erp()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_call_is_signed_and_says_which_one_it_is(erp: Erp) -> None:
    assert send(erp.peer(), REQUEST) == 200
    (got,) = erp.got
    assert (got["path"], got["body"]) == ("/api/bikes", REQUEST.body)
    assert got["headers"]["Idempotency-Key"] == "key-1"
    assert got["headers"]["Authorization"] == f"Bearer {TOKEN}"
    assert got["headers"]["webhook-signature"] == f"v1,{signature(SECRET, REQUEST)}"


def test_the_signature_is_that_of_standard_webhooks() -> None:
    """The example of the specification's reference implementation."""
    request = Request("msg_p5jXN8AQM9LWM0D4loKWxJek", "post", "/", b'{"test": 2432232314}', 1614265330)
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    assert signature(secret, request) == "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("status", [400, 429, 500])
def test_an_answer_that_is_not_good_is_a_failure(erp: Erp, status: int) -> None:
    erp.answers = [(status, {}, b"")]
    with pytest.raises(CallFailed, match=str(status)):
        send(erp.peer(), REQUEST)


def test_a_redirect_is_not_followed(erp: Erp) -> None:
    erp.answers = [(302, {"Location": erp.url + "/elsewhere"}, b"")]
    with pytest.raises(CallFailed, match="redirects"):
        send(erp.peer(), REQUEST)
    assert len(erp.got) == 1


def test_an_answer_without_end_is_cut_off(erp: Erp) -> None:
    erp.answers = [(200, {}, b"x" * (outgoing.LARGEST_ANSWER + 1))]
    with pytest.raises(CallFailed):
        send(erp.peer(), REQUEST)


def test_an_answer_that_drips_is_cut_off(erp: Erp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "SECONDS", 0.3)
    erp.answers, erp.slow = [(200, {}, b"x" * 600)], 0.1
    with pytest.raises(CallFailed):
        send(erp.peer(), REQUEST)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
    ],
)
def test_no_call_goes_to_this_machine_unless_allowed(erp: Erp, host: str) -> None:
    url = f"http://{host}:{erp.server.server_address[1]}/api"
    with pytest.raises(CallFailed):
        send(erp.peer(url=url, private=False), REQUEST)
    assert erp.got == []


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255",
        "0.0.0.0", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)  # fmt: skip
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert public(ip_address(address))


def test_the_address_is_looked_up_once(erp: Erp, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere the second time (DNS rebinding) is never asked a second time."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def once(host: Any, *more: Any, **named: Any) -> Any:
        if host == "erp.example":
            asked.append(host)
            return real("127.0.0.1", *more, **named)
        assert host == "127.0.0.1", host
        return real(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", once)
    url = f"http://erp.example:{erp.server.server_address[1]}/api"
    assert send(erp.peer(url=url), REQUEST) == 200
    assert asked == ["erp.example"]
    assert erp.got[0]["headers"]["Host"].startswith("erp.example")


def test_a_path_never_leads_above_the_connection(erp: Erp) -> None:
    for path in ("/../admin", "/%2e%2e/admin", "/x/..%2f../admin"):
        with pytest.raises(CallFailed):
            send(erp.peer(), Request("k", "post", path, b"{}", 1))
    assert erp.got == []


@pytest.mark.parametrize(
    "text",
    [
        "[erp]\nurl = 'ftp://x'",
        "[erp]\nurl = 'https://u:p@x'",
        "[erp]\nurl = 'https://x'\nport = 1",
        "erp = 'https://x'",
        "[erp]\n",
    ],
)
def test_a_connection_written_wrongly_is_said(text: str, tmp_path: Path) -> None:
    path = tmp_path / "connections.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="erp"):
        Peer.read(path)


CALLS = """
on: bike.submitted
do: [{call: erp, path: "/bikes/{code}", body: {bike.code: code, bike.rides: rides}}]
"""


def working(shop: Shop, erp: Erp) -> Callable[[], None]:
    peers = {"erp": erp.peer()}

    def work() -> None:
        Worker(shop.engine.database, doings(shop.engine, None, peers), shop.engine.clock).do_all()

    return work


def test_a_call_leaves_after_the_transaction_and_is_tried_until_it_is_taken(
    database_url: str, tmp_path: Path, erp: Erp
) -> None:
    shop = Shop(database_url, tmp_path, calls=CALLS)
    erp.answers = [(500, {}, b""), (503, {}, b"")]
    bike = shop.send("bike", code="B/1", rides=3)
    assert erp.got == []
    work = working(shop, erp)
    for _ in range(4):
        work()
        shop.later(minutes=5)
    assert [got["path"] for got in erp.got] == ["/api/bikes/B%2F1"] * 3
    assert len({got["headers"]["Idempotency-Key"] for got in erp.got}) == 1
    assert json.loads(erp.got[0]["body"]) == {"bike": {"code": "B/1", "rides": "3"}}
    (line,) = shop.act(lambda turn: listing.why(turn, "bike", bike.id))
    assert line["verb"] == "call"


def test_a_call_of_what_was_refused_never_leaves(sqlite: str, tmp_path: Path, erp: Erp) -> None:
    no = "on: bike.submitted\nwhen: rides == 3\ndo: [{block: {message: no}}]"
    shop = Shop(sqlite, tmp_path, calls=CALLS, no=no)
    with pytest.raises(Refused):
        shop.send("bike", code="B1", rides=3)
    working(shop, erp)()
    assert erp.got == []


def test_no_secret_stands_in_jobs_or_on_the_trail(sqlite: str, tmp_path: Path, erp: Erp) -> None:
    shop = Shop(sqlite, tmp_path, calls=CALLS)
    shop.send("bike", code="B1")
    erp.answers = [(500, {}, b"")]
    working(shop, erp)()
    kept = shop.act(
        lambda turn: [
            *map(str, turn.connection.execute(select(job))),
            *map(str, turn.connection.execute(select(trail_event))),
        ]
    )
    assert any("erp" in row for row in kept)
    assert not any(SECRET in row or TOKEN in row for row in kept)


def test_a_call_to_a_connection_nobody_set_waits_with_its_reason(sqlite: str, tmp_path: Path) -> None:
    shop = Shop(sqlite, tmp_path, calls=CALLS)
    shop.send("bike", code="B1")
    Worker(shop.engine.database, doings(shop.engine, None), shop.engine.clock).do_all()
    (row,) = shop.act(lambda turn: turn.connection.execute(select(job).where(job.c.kind == "call")).all())
    assert row.state == "waiting"
    assert "no connection 'erp' is set" in row.error
