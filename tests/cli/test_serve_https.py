"""`suyuan serve --https`, as a device that was given the authority sees it."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import httpx

LIBRARY = Path(__file__).parents[1] / "apps" / "library"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def test_the_server_answers_over_https(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "engine.cli", "serve", "--https", "--data", str(tmp_path), "--app", str(LIBRARY)]
    server = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        authority = tmp_path / "https" / "authority.crt"
        answer = asked(f"https://127.0.0.1:{port}/api/me", authority)
        assert answer.status_code == 401
    finally:
        server.terminate()
        server.wait()


def asked(address: str, authority: Path) -> httpx.Response:
    """The first answer of a server that is still starting."""
    for _ in range(300):
        try:
            return httpx.get(address, verify=ssl.create_default_context(cafile=str(authority)))
        except (httpx.ConnectError, FileNotFoundError):
            time.sleep(0.2)
    raise AssertionError("the server does not answer")
