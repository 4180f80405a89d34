"""The `sy_` functions on SQLite: the same Python that evaluates expressions, installed on a connection.

SQLite has no decimals: a stored number arrives as int or float (exact to 15 digits), a computed one travels as decimal
text. Dates and moments are fixed-width ISO text, so their order needs no function of its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.lang.columns import moment_text, number_text, plain, read_number
from engine.lang.expressions import comparing, dates, numbers, texts

Reader = Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _list(value: str | None) -> list[Any]:
    return json.loads(value) or [] if value else []


def _out(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return moment_text(value)
    return value.isoformat() if isinstance(value, date) else value


N, T, D, M, L = read_number, _same, _date, _moment, _list

FUNCTIONS: dict[str, tuple[Callable[..., Any], tuple[Reader, ...]]] = {
    "sy_exact": (lambda number: None if number is None else plain(number), (N,)),
    "sy_fit": (lambda number: None if number is None else numbers.fit(number), (N,)),
    "sy_add": (numbers.add, (N, N)),
    "sy_subtract": (numbers.subtract, (N, N)),
    "sy_multiply": (numbers.multiply, (N, N)),
    "sy_divide": (numbers.divide, (N, N)),
    "sy_remainder": (numbers.remainder, (N, N)),
    "sy_negate": (numbers.negate, (N,)),
    "sy_same": (comparing.same, (N, N)),
    "sy_less": (comparing.less, (N, N)),
    "sy_at_most": (comparing.at_most, (N, N)),
    "sy_between_number": (comparing.between, (N, N, N)),
    "sy_between_text": (comparing.between, (T, T, T)),
    "sy_between_date": (comparing.between, (T, T, T)),
    "sy_between_moment": (comparing.between, (T, T, T)),
    "sy_least_number": (comparing.least, (N, N)),
    "sy_least_text": (comparing.least, (T, T)),
    "sy_least_date": (comparing.least, (T, T)),
    "sy_least_moment": (comparing.least, (T, T)),
    "sy_greatest_number": (comparing.greatest, (N, N)),
    "sy_greatest_text": (comparing.greatest, (T, T)),
    "sy_greatest_date": (comparing.greatest, (T, T)),
    "sy_greatest_moment": (comparing.greatest, (T, T)),
    "sy_round": (numbers.rounded, (N, N)),
    "sy_abs": (numbers.absolute, (N,)),
    "sy_number": (numbers.number, (T,)),
    "sy_text": (texts.text, (N,)),
    "sy_length": (texts.length, (T,)),
    "sy_contains": (texts.contains, (T, T)),
    "sy_starts_with": (texts.starts_with, (T, T)),
    "sy_ends_with": (texts.ends_with, (T, T)),
    "sy_left": (texts.left, (T, N)),
    "sy_right": (texts.right, (T, N)),
    "sy_mid": (texts.mid, (T, N, N)),
    "sy_days_date": (dates.days, (D, D)),
    "sy_days_moment": (dates.days, (M, M)),
    "sy_add_days_date": (dates.add_days, (D, N)),
    "sy_add_days_moment": (dates.add_days, (M, N)),
    "sy_add_months": (dates.add_months, (D, N)),
    "sy_year": (dates.year, (D,)),
    "sy_month": (dates.month, (D,)),
    "sy_weekday": (dates.weekday, (D,)),
    "sy_has": (lambda several, value: value is not None and value in several, (L, T)),
    "sy_empty_list": (comparing.empty, (L,)),
}


class Total:
    """`sy_total`: the exact sum of what is not null, 0 for nothing."""

    def __init__(self) -> None:
        self.total = Decimal(0)

    def step(self, value: Any) -> None:
        number = read_number(value)
        if number is not None:
            self.total = numbers.CONTEXT.add(self.total, number)

    def finalize(self) -> str:
        return number_text(self.total)


def install_sqlite(connection: sqlite3.Connection) -> None:
    """Give a raw SQLite connection the functions, the aggregate and the collation expressions use."""
    for type_, reader in {"number": N, "text": T, "date": T, "moment": T, "boolean": T}.items():
        connection.create_function(f"sy_among_{type_}", -1, _among(reader), deterministic=True)
    for name, (python, readers) in FUNCTIONS.items():
        connection.create_function(name, len(readers), _reading(python, readers), deterministic=True)
    connection.create_aggregate("sy_total", 1, Total)  # type: ignore[arg-type]
    connection.create_collation("sy_exact", _order)


def _reading(python: Callable[..., Any], readers: tuple[Reader, ...]) -> Callable[..., Any]:
    """The function between a reader for each argument and a writer; called for every row, so without loops."""
    match readers:
        case [one]:
            return lambda x: _out(python(one(x)))
        case [one, two]:
            return lambda x, y: _out(python(one(x), two(y)))
        case [one, two, three]:
            return lambda x, y, z: _out(python(one(x), two(y), three(z)))
    raise AssertionError(python)


def _among(read: Reader) -> Callable[..., bool]:
    def call(value: Any, *several: Any) -> bool:
        return comparing.among(read(value), [read(each) for each in several])

    return call


def _order(left: str, right: str) -> int:
    one, other = Decimal(left), Decimal(right)
    return (one > other) - (one < other)
