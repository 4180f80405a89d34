"""What `suyuan check` tells of an app folder: its definitions, and the stories that are played against them."""

from __future__ import annotations

from pathlib import Path

from engine.app.load import Loaded, load
from engine.app.report import summary
from engine.lang.diagnostics import Diagnostic, broken, in_order, render
from engine.runtime.demo import DemoFailed, read_demo
from engine.runtime.scenario import read_scenarios


def check_folder(folder: Path) -> tuple[str, bool]:
    """Every finding in the folder with a last line that counts them, and whether the app may run."""
    if not folder.is_dir():
        return f"{folder} is no folder\n  name the folder that holds app.yaml", False
    loaded = load(folder)
    findings = tuple(in_order([*loaded.diagnostics, *_of_stories(loaded)]))
    text = f"{render(findings)}\n{summary(loaded, findings)}".lstrip("\n")
    return text, loaded.app is not None and not broken(findings)


def _of_stories(loaded: Loaded) -> list[Diagnostic]:
    """Findings in scenarios and demo files; only where the definitions themselves are sound."""
    if loaded.app is None:
        return []
    _, findings = read_scenarios(loaded.app.scenarios)
    try:
        read_demo(loaded.app.demo)
    except DemoFailed as failed:
        findings = [*findings, *failed.diagnostics]
    return findings
