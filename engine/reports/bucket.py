"""Cutting time into steps inside the database: the local first day of the step as text, the same on both databases."""

from __future__ import annotations

from datetime import timezone
from typing import Any

from sqlalchemy import ColumnElement, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from engine.reports.period import Step

_SQLITE: dict[Step, str] = {
    "day": "date({at})",
    "week": "date({at}, '-6 days', 'weekday 1')",
    "month": "date({at}, 'start of month')",
    "quarter": "date({at}, 'start of month', '-' || ((strftime('{month}', {at}) - 1) % 3) || ' months')",
}


class FirstDay(FunctionElement[str]):
    """The first day of the `step` in which `at` falls, as `YYYY-MM-DD`: a moment read in `zone`, or (None) a date."""

    inherit_cache = False
    name = "first_day"

    def __init__(self, at: ColumnElement[Any], step: Step, zone: timezone | None) -> None:
        super().__init__(at)
        self.type = String()
        self.step = step
        self.minutes = int(zone.utcoffset(None).total_seconds() // 60) if zone else None


@compiles(FirstDay, "sqlite")
def _sqlite(element: FirstDay, compiler: SQLCompiler, **kw: Any) -> str:
    at = compiler.process(element.clauses, **kw)
    if element.minutes is not None:  # whole seconds: SQLite would round the last microsecond of a day into the next
        at = f"substr({at}, 1, 19), '{element.minutes:+d} minutes'"
    return _SQLITE[element.step].replace("{at}", at).replace("{month}", "%m")


@compiles(FirstDay, "postgresql")
def _postgresql(element: FirstDay, compiler: SQLCompiler, **kw: Any) -> str:
    at = compiler.process(element.clauses, **kw)
    local = f"({at})::timestamp"
    if element.minutes is not None:
        local = f"(({at}) AT TIME ZONE INTERVAL '{element.minutes} minutes')"
    return f"to_char(date_trunc('{element.step}', {local}), 'YYYY-MM-DD')"
