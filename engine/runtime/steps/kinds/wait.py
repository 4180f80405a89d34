"""Step `wait`."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from engine.lang.diagnostics import Path
from engine.runtime.steps.play import Play
from engine.runtime.steps.step import Step, StepFailed

_UNITS = {"minute": 60, "hour": 3600, "day": 86400}


def span_of(text: str) -> timedelta:
    """`3 days`, `1 hour`; ValueError when it is none."""
    amount, _, unit = text.partition(" ")
    seconds = _UNITS.get(unit.removesuffix("s"))
    if seconds is None:
        raise ValueError(f"'{text}' is no span of time; write '3 days' or '8 hours'")
    return timedelta(seconds=float(Decimal(amount)) * seconds)


class Wait(Step):
    """Time passes, and deadlines come due: `3 days`, `8 working hours`, or a number of hours that may be drawn."""

    kind: ClassVar[str] = "wait"
    example: ClassVar[str] = "{wait: {uniform: [2, 8]}}"

    wait: Any

    def run(self, play: Play, path: Path) -> None:
        span = play.filled(self.wait, (*path, "wait"))
        if isinstance(span, int | Decimal):
            play.pass_to(play.now + timedelta(hours=float(span)))
            return
        try:
            play.pass_to(self._later(play, str(span)))
        except (ValueError, ArithmeticError) as error:
            raise StepFailed((*path, "wait"), str(error)) from error

    def _later(self, play: Play, text: str) -> datetime:
        return play.stage.later(play.now, text) if " working " in text else play.now + span_of(text)
