"""A server in a process of its own, as `suyuan serve` runs it: says on its first line where it listens."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass

import uvicorn
from fastapi import FastAPI


@dataclass(frozen=True)
class Ready:
    """Where records are sent to, with which headers, and the record that a link in them leads to."""

    port: int
    path: str
    headers: Mapping[str, str]
    product: str


def listen(app: FastAPI, ready: Callable[[int], Ready]) -> None:
    """Serve until this process is ended."""
    opened = socket.create_server(("127.0.0.1", 0), backlog=256)
    print(json.dumps(asdict(ready(opened.getsockname()[1]))), flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[opened])


@contextmanager
def server(module: str, *arguments: str) -> Iterator[Ready]:
    """The server that a module of this package runs."""
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Ready(**json.loads(process.stdout.readline()))
        finally:
            process.terminate()
            process.wait(30)
