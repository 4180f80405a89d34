"""A page of the docs as a story: its files are written, its commands run, and what it shows is what comes out."""

from __future__ import annotations

import contextlib
import io
import os
import re
import runpy
import shlex
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine import cli

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_FENCE = re.compile(r"^```(?P<language>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_RUN = ("suyuan", "python")
_SECONDS = 60


@dataclass(frozen=True)
class Block:
    """A fenced block: ```` ```yaml bakery/app.yaml ```` is the file of that name, ```` ```sh ```` commands,
    ```` ```text ```` what they print (… stands for anything)."""

    language: str
    file: str | None
    text: str

    @property
    def commands(self) -> list[list[str]]:
        """The lines of a shell block that are run; others set the reader's machine up."""
        lines = self.text.splitlines() if self.language == "sh" else []
        return [shlex.split(line, comments=True) for line in lines if line.split(" ", 1)[0] in _RUN]


def blocks_of(page: Path) -> list[Block]:
    found = _FENCE.finditer(page.read_text("utf-8"))
    return [Block(match["language"], match["file"], match["text"]) for match in found]


def play(page: Path, folder: Path, stand_ins: Mapping[str, str] | None = None) -> None:
    """Do what the page says in this folder. `stand_ins`: what to use instead of addresses only its reader has."""
    (folder / "apps").symlink_to(ROOT / "apps")
    for block, after in _with_next(blocks_of(page)):
        if block.file is not None:
            write(folder / block.file, block.text)
        runs = [run(command, folder, stand_ins) for command in block.commands]
        if after is not None and after.language == "text":
            printed = "".join(output for _, output in runs)
            assert matches(after.text, printed), f"{page.name} shows\n{after.text}\nbut {block.text}prints\n{printed}"
        else:
            assert all(code == 0 for code, _ in runs), "".join(output for _, output in runs)


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def matches(shown: str, printed: str) -> bool:
    """Whether this is what was printed, apart from blanks at the ends of lines."""
    pattern = "\n".join(".*".join(map(re.escape, line.rstrip().split("…"))) for line in shown.strip().splitlines())
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in printed.strip().splitlines())) is not None


def _with_next(blocks: list[Block]) -> Iterator[tuple[Block, Block | None]]:
    return zip(blocks, [*blocks[1:], None], strict=True)


def run(command: list[str], folder: Path, stand_ins: Mapping[str, str] | None = None) -> tuple[int, str]:
    """A command line run in this folder, in this process: its exit code and what it printed."""
    program, *arguments = ((stand_ins or {}).get(word, word) for word in command)
    if arguments[0] == "serve":
        return _serve(arguments, folder)
    printed = io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        pytest.MonkeyPatch.context() as patch,
    ):
        for name in [name for name in os.environ if name.startswith("SUYUAN_")]:
            patch.delenv(name)
        patch.setattr(sys, "argv", arguments)
        try:
            if program == "suyuan":
                cli.main(arguments)
            else:
                runpy.run_path(arguments[0], run_name="__main__")
        except SystemExit as stopped:
            return (stopped.code if isinstance(stopped.code, int) else 1), printed.getvalue()
    return 0, printed.getvalue()


def _serve(arguments: list[str], folder: Path) -> tuple[int, str]:
    """Start the server in a process of its own, see that it answers, and stop it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SUYUAN_")}
    environment |= {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "engine.cli", *arguments]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen([*command, "--port", str(port)], cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            answered = _answers(f"http://127.0.0.1:{port}/api/openapi.json", server)
        finally:
            server.terminate()
            server.wait(_SECONDS)
    return (0, "") if answered else (1, (folder / "server.log").read_text())


def _answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
