"""The last line of a check: the app in figures."""

from __future__ import annotations

from collections.abc import Sequence

from engine.app.load import Loaded
from engine.lang.diagnostics import Diagnostic


def summary(loaded: Loaded, findings: Sequence[Diagnostic]) -> str:
    """One line: what the app holds, and how many findings there are."""
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    counted = ", ".join(_counted(n, word) for n, word in ((errors, "error"), (warnings, "warning")) if n)
    if loaded.app is None:
        return counted
    app = loaded.app
    parts = ((app.forms, "form"), (app.flows, "flow"), (app.datasets, "dataset"), (app.dashboards, "dashboard"))
    whole = f"{app.id} {app.version}: " + ", ".join(_counted(len(part), word) for part, word in parts)
    return f"{whole}; {counted or 'no errors'}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
