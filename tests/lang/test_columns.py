"""What is written comes back the same, on both databases."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import Column, MetaData, Table, create_engine, insert, select

from engine.lang.columns import DateColumn, DecimalColumn, ListColumn, MomentColumn, TextColumn, number_text, plain

TABLE = Table(
    "sample",
    MetaData(),
    Column("number", DecimalColumn()),
    Column("moment", MomentColumn()),
    Column("day", DateColumn()),
    Column("text", TextColumn()),
    Column("list", ListColumn()),
)


def kept(url: str, **values: object) -> dict[str, object]:
    engine = create_engine(url)
    TABLE.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(TABLE).values(**values))
        row = connection.execute(select(*(TABLE.c[name] for name in values))).one()
    engine.dispose()
    return dict(row._mapping)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1.10", "1.1"),
        ("0.1", "0.1"),
        ("123456789012345", "123456789012345"),
        ("12345.6789012345", "12345.6789012345"),
        ("-0.0000000001", "-0.0000000001"),
        ("0.00000000005", "0.0000000001"),
        ("1234567890.1234567", "1234567890.12346"),
        ("100", "100"),
        ("-0", "0"),
    ],
)
def test_a_number_keeps_fifteen_digits_and_ten_places(database_url: str, written: str, read: str) -> None:
    value = kept(database_url, number=Decimal(written))["number"]
    assert isinstance(value, Decimal)
    assert number_text(value) == read


def test_every_type_comes_back_as_written_and_null_as_null(database_url: str) -> None:
    values = {
        "moment": datetime(2026, 11, 22, 16, 0, tzinfo=timezone(timedelta(hours=8))),
        "day": date(2026, 2, 28),
        "text": "a👍é",
        "list": ["a", "b"],
    }
    read = kept(database_url, **values)
    assert read == values
    assert read["moment"].utcoffset() == timedelta(0)


def test_null_comes_back_as_null(database_url: str) -> None:
    nothing = dict.fromkeys(["number", "moment", "day", "text", "list"])
    assert kept(database_url, **nothing) == nothing


def test_a_moment_without_a_zone_is_refused(sqlite: str) -> None:
    with pytest.raises(Exception, match="time zone"):
        kept(sqlite, moment=datetime(2026, 1, 1))


def test_text_orders_by_code_point(database_url: str) -> None:
    engine = create_engine(database_url)
    TABLE.metadata.create_all(engine)
    words = ["b", "a", "B", "é", "Z", "\uff01", "👍"]
    with engine.begin() as connection:
        connection.execute(insert(TABLE), [{"text": word} for word in words])
        assert connection.execute(select(TABLE.c.text).order_by(TABLE.c.text)).scalars().all() == sorted(words)
    engine.dispose()


def test_plain_has_no_exponent() -> None:
    assert str(plain(Decimal("1E+2"))) == "100"
    assert str(plain(Decimal("-0.00"))) == "0"
