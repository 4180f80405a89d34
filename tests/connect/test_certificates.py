"""https with certificates of our own: a device that trusts the authority gets in, others are warned."""

from __future__ import annotations

import ssl
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import httpx
import pytest

from engine.connect.certificates import LASTS, Certificates, certificates
from engine.connect.own_addresses import own_addresses

NOW = datetime.now(UTC)
HOSTS = ("127.0.0.1", "localhost")


@contextmanager
def serving(files: Certificates) -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.certificate, files.key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()


def trusting(files: Certificates) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(files.authority))


def test_a_device_that_trusts_the_authority_gets_in_by_name_and_by_address(tmp_path: Path) -> None:
    files = certificates(tmp_path, HOSTS, NOW)
    with serving(files) as port:
        for host in HOSTS:
            assert httpx.head(f"https://{host}:{port}/", verify=trusting(files)).status_code == 200


def test_a_device_that_does_not_trust_it_is_warned(tmp_path: Path) -> None:
    files = certificates(tmp_path, HOSTS, NOW)
    with serving(files) as port, pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.head(f"https://127.0.0.1:{port}/")


def test_a_certificate_is_for_its_hosts_alone(tmp_path: Path) -> None:
    files = certificates(tmp_path, ("factory.example",), NOW)
    with serving(files) as port, pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.head(f"https://127.0.0.1:{port}/", verify=trusting(files))


def test_what_is_good_stays_and_what_runs_out_or_lacks_a_host_is_made_anew_below_the_same_authority(
    tmp_path: Path,
) -> None:
    first = certificates(tmp_path, HOSTS, NOW)
    authority, before = first.authority.read_bytes(), first.certificate.read_bytes()
    assert certificates(tmp_path, HOSTS[:1], NOW).certificate.read_bytes() == before
    moved = certificates(tmp_path, (*HOSTS, "10.0.0.7"), NOW).certificate.read_bytes()
    assert moved != before
    late = certificates(tmp_path, HOSTS, NOW + LASTS - timedelta(days=1)).certificate.read_bytes()
    assert late != moved
    assert first.authority.read_bytes() == authority


def test_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    certificates(tmp_path, HOSTS, NOW)
    for key in ("authority.key", "server.key"):
        assert stat.S_IMODE((tmp_path / key).stat().st_mode) == 0o600


def test_a_server_that_listens_everywhere_is_told_by_each_of_its_addresses() -> None:
    assert own_addresses("10.1.2.3") == ("10.1.2.3",)
    everywhere = own_addresses("0.0.0.0")
    assert everywhere[-2:] == ("localhost", "127.0.0.1")
    assert "0.0.0.0" not in everywhere
