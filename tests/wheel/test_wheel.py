"""What people install is whole: the wheel, in an empty environment and another folder, serves the page and the app."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30
"""Seconds until the server must have answered."""

pytestmark = pytest.mark.wheel


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and a folder to work in that is not the checkout."""

    environment: Path
    elsewhere: Path

    def command(self, *arguments: str | Path) -> list[str]:
        return [str(self.environment / "bin" / "suyuan"), *map(str, arguments)]

    def run(self, *arguments: str | Path) -> str:
        done = subprocess.run(
            self.command(*arguments), cwd=self.elsewhere, env=_plain(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        python = self.environment / "bin" / "python"
        return subprocess.check_output([python, "-c", code], cwd=self.elsewhere, env=_plain(), text=True).strip()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    wheel = _built(folder / "dist")
    environment = folder / "environment"
    venv.create(environment, symlinks=True)
    python = str(environment / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "-q"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheel)], check=True)
    _lend_libraries(environment)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    return Installed(environment, elsewhere)


def _built(into: Path) -> Path:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(into), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(into.glob("*.whl"))


def _lend_libraries(environment: Path) -> None:
    """The libraries of this environment, without its editable install: a path file inside a path file is not read."""
    [site] = environment.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")


def _plain() -> dict[str, str]:
    """Nothing of the checkout comes in through the surroundings."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SUYUAN", "VIRTUAL"))}


@contextmanager
def _serving(installed: Installed, data: Path) -> Iterator[httpx.Client]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = installed.command("serve", "--port", str(port), "--data", data)
    with (
        (installed.elsewhere / "server.log").open("w+") as log,
        subprocess.Popen(command, cwd=installed.elsewhere, env=_plain(), stdout=log, stderr=log) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client,
    ):
        try:
            _await_answer(client, server, Path(log.name))
            yield client
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _await_answer(client: httpx.Client, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            client.get("/")
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"the server does not answer:\n{log.read_text()}")


def test_the_engine_is_the_installed_one(installed: Installed) -> None:
    assert Path(installed.python("import engine; print(engine.__file__)")).is_relative_to(installed.environment)


def test_tests_and_tools_are_not_installed(installed: Installed) -> None:
    [site] = installed.environment.glob("lib/python*/site-packages")
    assert not [name for name in ("tests", "tools", "benchmarks", "apps", "designer_ui") if (site / name).exists()]


def test_bundled_app_is_checked_where_it_is_installed(installed: Installed) -> None:
    folders = installed.python("from engine.runtime.bundled import bundled_apps; print(*bundled_apps(), sep='\\n')")
    quality = next(Path(line) for line in folders.splitlines() if line.endswith("quality_trace"))
    assert quality.is_relative_to(installed.environment)
    installed.run("check", quality)


def test_server_gives_the_page_and_its_script(installed: Installed, tmp_path: Path) -> None:
    with _serving(installed, tmp_path / "data") as client:
        page = client.get("/")
        assert page.status_code == 200
        script = re.search(r'<script[^>]* src="([^"]+)"', page.text)
        assert script is not None
        asset = client.get(script.group(1))
        assert asset.status_code == 200
        assert "javascript" in asset.headers["content-type"]
        assert len(asset.content) > 10_000


def test_person_let_in_by_a_link_opens_the_bundled_app(installed: Installed, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with _serving(installed, data) as client:
        said = installed.run("user", "add", "li", "--name", "李", "--role", "quality_trace.inspector", "--data", data)
        link = re.search(r"/#/sign-in/(\S+)", said)
        assert link is not None, said
        assert client.get("/api/apps/quality_trace").status_code == 401
        assert client.post("/api/sign-in/link", json={"token": link.group(1)}).status_code == 200
        app = client.get("/api/apps/quality_trace")
        assert app.status_code == 200
        assert "iqc_inspection" in app.json()["forms"]
