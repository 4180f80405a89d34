"""A step that must be refused: the reason is the one written, and nothing stored has changed."""

from __future__ import annotations

from collections.abc import Callable

from engine.lang.diagnostics import Path
from engine.lang.problems import Refused
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import StepFailed


def carried_out(play: Play, path: Path, refused: str | None, command: Callable[[], object]) -> None:
    """Runs the command; with `refused`, the command must fail with a problem of that code and leave no trace."""
    if refused is None:
        try:
            command()
        except Refused as refusal:
            raise StepFailed(path, f"refused: {refusal}") from refusal
        return
    before = play.stage.fingerprint()
    try:
        command()
    except Refused as refusal:
        codes = sorted({refusal.code, *(problem.code for problem in refusal.problems)})
        if refused not in codes:
            raise StepFailed(path, f"refused, but for another reason: {', '.join(codes)}") from refusal
        if play.stage.fingerprint() != before:
            raise StepFailed(path, "refused, yet something stored has changed") from refusal
        return
    raise StepFailed(path, f"went through, but should have been refused with '{refused}'")
