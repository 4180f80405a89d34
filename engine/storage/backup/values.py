"""Values of table cells as JSON and back, the same from either database and exact."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import orjson

from engine.lang.columns import moment_text

Cell = Any
_READ: Mapping[str, Callable[[Any], Cell]] = {
    "number": Decimal,
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "bytes": base64.b64decode,
    "json": lambda value: value,
}


def line(cells: Sequence[Cell]) -> bytes:
    """A row as one line: a JSON list of its cells."""
    return orjson.dumps([_spelled(cell) for cell in cells]) + b"\n"


def cells(content: bytes) -> list[Cell]:
    """The row of a line; ValueError, KeyError or TypeError for what `line` never writes."""
    written = orjson.loads(content)
    if not isinstance(written, list):
        raise ValueError("no row")
    return [_read(cell) for cell in written]


def _spelled(cell: Cell) -> object:
    match cell:
        case None | bool() | int() | str():
            return cell
        case Decimal():
            return {"number": str(cell)}
        case datetime():
            return {"moment": moment_text(cell)}
        case date():
            return {"day": cell.isoformat()}
        case time():
            return {"time": cell.isoformat()}
        case bytes():
            return {"bytes": base64.b64encode(cell).decode()}
        case float():
            return {"number": repr(cell)}
    return {"json": cell}


def _read(written: object) -> Cell:
    if not isinstance(written, dict):
        return written
    [(kind, value)] = written.items()
    return _READ[kind](value)
