"""Column types that hold the same values on SQLite and PostgreSQL: exact decimals, UTC moments, dates, code-point text.

SQLite has neither decimals nor dates: numbers live in NUMERIC columns (exact to 15 digits), dates and moments as
fixed-width ISO text, so that plain comparisons and indexes work on both databases.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from sqlalchemy import JSON, NUMERIC, TIMESTAMP, Date, Dialect, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

PLACES = 10
"""Decimal places of every number in the language and in the tables."""
DIGITS = 15
"""Significant digits a stored number keeps: what SQLite's REAL holds exactly."""

ZERO, TEN, _UNIT = Decimal(0), Decimal(10), Decimal(1)
_PLACE = Decimal(1).scaleb(-PLACES)
_STORED = Context(prec=DIGITS, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> Decimal:
    """The same number without trailing zeros, exponent or negative zero: 1.10 -> 1.1, 1E+2 -> 100."""
    if not value:
        return ZERO
    if _is_plain(str(value)):
        return value
    short = value.normalize(_WIDE)
    return short if _WIDE.remainder(short, TEN) else short.quantize(_UNIT, context=_WIDE)


def number_text(value: Decimal) -> str:
    """The one spelling of a number on the wire and in messages: `1.1`, never `1.10` or `1E+2`."""
    text = str(value)
    return text if value and _is_plain(text) else format(plain(value), "f")


def _is_plain(text: str) -> bool:
    """Whether a number that is not zero is spelt so already."""
    return "E" not in text and (text[-1] != "0" or "." not in text)


def storable(value: Decimal) -> Decimal:
    """The number a table keeps: rounded half away from zero to 10 places, then to 15 significant digits."""
    text = str(value)
    if len(text) <= PLACES and "E" not in text:
        return plain(value)  # so short that nothing of it is rounded
    return plain(_STORED.plus(value.quantize(_PLACE, context=_WIDE)))


def read_number(value: Any) -> Decimal | None:
    """A number as a database hands it out (SQLite: int, float or decimal text; PostgreSQL: Decimal)."""
    if value is None:
        return None
    return Decimal(f"{value:.{DIGITS}g}" if isinstance(value, float) else value)


class _SqliteNumeric(UserDefinedType[Any]):
    """SQLite's NUMERIC affinity, values passed through as they are."""

    cache_ok = True

    def get_col_spec(self, **options: Any) -> str:
        del options
        return "NUMERIC"


class DecimalColumn(TypeDecorator[Decimal]):
    """A stored number: at most 15 significant digits and 10 places, the same on both databases."""

    impl = NUMERIC
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(_SqliteNumeric() if dialect.name == "sqlite" else NUMERIC())

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        kept = storable(Decimal(value))
        if dialect.name != "sqlite":
            return kept
        return int(kept) if kept == kept.to_integral_value() and abs(kept) < 2**53 else float(kept)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        del dialect
        number = read_number(value)
        return None if number is None else plain(number)


class ExactNumber(DecimalColumn):
    """A computed number in a query: never rounded to 15 digits; decimal text on SQLite, `numeric` on PostgreSQL."""

    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        exact = Decimal(value)
        return number_text(exact) if dialect.name == "sqlite" else plain(exact)


def moment_text(value: datetime) -> str:
    """A moment as SQLite keeps it: UTC, fixed width, so that text order is time order."""
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class MomentColumn(TypeDecorator[datetime]):
    """An instant, always UTC: `timestamptz` on PostgreSQL, `2026-11-22T08:00:00.000000Z` on SQLite."""

    impl = TIMESTAMP
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else TIMESTAMP(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return moment_text(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)


class DateColumn(TypeDecorator[date]):
    """A calendar day without a zone: `date` on PostgreSQL, `2026-11-22` on SQLite."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        del dialect
        return date.fromisoformat(value) if isinstance(value, str) else value


class TextColumn(TypeDecorator[str]):
    """Text compared and ordered by code point on both databases."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())


class ListColumn(TypeDecorator[list[Any]]):
    """A list of plain values (chosen options, files): JSONB on PostgreSQL, JSON text on SQLite; null is SQL null."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        json = JSONB if dialect.name == "postgresql" else JSON
        return dialect.type_descriptor(json(none_as_null=True))
