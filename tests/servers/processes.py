"""Servers and workers as processes of their own, started as an operator starts them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@dataclass
class Process:
    """One `suyuan` command that runs."""

    popen: subprocess.Popen[bytes]
    address: str = ""

    def kill(self) -> None:
        """As the machine's power switch does it."""
        self.popen.send_signal(signal.SIGKILL)
        self.popen.wait(PATIENCE)


@contextmanager
def running(*arguments: str | Path, **environment: str) -> Iterator[Process]:
    command = [sys.executable, "-m", "engine.cli", *map(str, arguments)]
    popen = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), **environment})
    try:
        yield Process(popen)
    finally:
        popen.terminate()
        popen.wait(PATIENCE)


@contextmanager
def server(database: str, data: Path, *arguments: str, **environment: str) -> Iterator[Process]:
    """A server that answers already."""
    port = free_port()
    where = ("--database", database, "--data", data, "--port", str(port))
    with running("serve", *where, *arguments, **environment) as process:
        process.address = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                httpx.get(f"{process.address}/api/me")
                break
            except httpx.TransportError:
                assert process.popen.poll() is None, "the server ended"
                assert time.monotonic() < deadline, "the server does not answer"
                time.sleep(0.1)
        yield process
