"""Document numbers without gaps or doubles: a counter row, raised in the transaction that uses the number."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, Insert, Table

from engine.storage.prepared import Prepared
from engine.storage.system import metadata, text
from engine.storage.upsert import insert_into

counter = Table(
    "counter",
    metadata,
    text("form", primary_key=True),
    text("prefix", primary_key=True),
    Column("last", BigInteger, nullable=False),
)


def next_in_sequence(connection: Connection, form: str, prefix: str) -> int:
    """The next number, from 1, of a form (`app.form`) under a prefix.

    The row stays locked until the transaction ends, so the next one waits; when it is rolled back, so is the counter.
    """
    first = {"form": form, "prefix": prefix, "last": 1}
    return int(_RAISED.all(connection, first)[0][0])


def _raised(dialect: str) -> Insert:
    first = insert_into(dialect, counter)
    raised = first.on_conflict_do_update(index_elements=["form", "prefix"], set_={"last": counter.c.last + 1})
    return raised.returning(counter.c.last)


_RAISED = Prepared(_raised)
