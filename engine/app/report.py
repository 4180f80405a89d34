"""What `suyuan check` prints."""

from __future__ import annotations

from pathlib import Path

from engine.app.load import Loaded, load
from engine.lang.diagnostics import render


def check_folder(folder: Path) -> tuple[str, bool]:
    """Every finding of the app in a folder with a last line that counts them, and whether the app may run."""
    if not folder.is_dir():
        return f"{folder} is no folder\n  name the folder that holds app.yaml", False
    loaded = load(folder)
    findings = render(loaded.diagnostics)
    return f"{findings}\n{_summary(loaded)}".lstrip("\n"), loaded.app is not None


def _summary(loaded: Loaded) -> str:
    errors = sum(finding.severity == "error" for finding in loaded.diagnostics)
    warnings = len(loaded.diagnostics) - errors
    counted = ", ".join(_counted(n, word) for n, word in ((errors, "error"), (warnings, "warning")) if n)
    if loaded.app is None:
        return counted
    app = loaded.app
    parts = ((app.forms, "form"), (app.flows, "flow"), (app.datasets, "dataset"), (app.dashboards, "dashboard"))
    whole = f"{app.id} {app.version}: " + ", ".join(_counted(len(part), word) for part, word in parts)
    return f"{whole}; {counted or 'no errors'}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
