"""From starting the server to its first answer, against a server that can do nothing else but answer."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from benchmarks.ratio import Better, Effort, Ratio, Target, in_turn

TITLE = "Start"
TWO_SECONDS = Target(Better.LESS, 2, "s")
PATIENCE = 120
EMPTY = """
import sys, uvicorn
from fastapi import FastAPI
uvicorn.run(FastAPI(), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""


def run(effort: Effort) -> Iterator[Ratio]:
    with tempfile.TemporaryDirectory(prefix="suyuan-bench-") as folder:
        first = _start([sys.executable, "-m", "engine.cli", "serve", "--data", folder, "--port"])
        engine, floor = in_turn(
            effort.rounds,
            lambda: _start([sys.executable, "-m", "engine.cli", "serve", "--data", folder, "--port"]),
            lambda: _start([sys.executable, "-c", EMPTY]),
        )
    yield Ratio("against an empty FastAPI", engine / floor, f"{engine:.2f} s; floor {floor:.2f} s")
    yield Ratio("with the quality app installed before", engine, "", TWO_SECONDS, "s")
    yield Ratio("the first time, tables made", first, "", TWO_SECONDS, "s")


def _start(command: list[str]) -> float:
    """Seconds until it answers anything at all."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    with subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL) as server:
        try:
            while not _answers(port):
                if server.poll() is not None or time.perf_counter() - began > PATIENCE:
                    raise RuntimeError(f"{command} does not answer")
                time.sleep(0.005)
            return time.perf_counter() - began
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(server.pid, signal.SIGINT)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except OSError:
        return False
    finally:
        connection.close()
    return True
