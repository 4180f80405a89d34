"""The trail only grows, and shows whatever was changed in it behind its back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Connection, delete, update
from sqlalchemy.exc import DBAPIError

from engine.storage.canonical import canonical
from engine.storage.database import Database
from engine.storage.trail import Deed, append, broken, trail_event, trail_of
from tests.storage.shapes import NOW

DEED = Deed("e1", "qa", "lot", "l1", "submit", "li", NOW, "abc", 1, {"quantity": Decimal("10.50"), "remark": "好"})
GUARDS = {
    "sqlite": ["DROP TRIGGER trail_event_keeps_update", "DROP TRIGGER trail_event_keeps_delete"],
    "postgresql": ["ALTER TABLE trail_event DISABLE TRIGGER trail_event_keeps"],
}


def append_all(database: Database, *deeds: Deed) -> None:
    for deed in deeds:
        database.write_now(lambda connection, deed=deed: append(connection, deed))


def test_an_event_holds_its_canonical_bytes_and_the_hash_of_the_one_before(database: Database) -> None:
    append_all(database, DEED, replace(DEED, id="e2", rev=2), replace(DEED, id="e3", record_id="l2"))
    first, second = database.read_now(lambda connection: trail_of(connection, "qa", "lot", "l1"))
    assert (
        first.content
        == (
            '{"actor":"li","app":"qa","at":"2026-11-22T08:00:00.000000Z","cause":null,"command":"submit","form":"lot","id":"e1",'
            '"position":1,"previous":null,"reason":null,"record_id":"l1","rev":1,'
            '"values":{"quantity":"10.5","remark":"好"},"version":"abc","via":null}'
        ).encode()
    )
    assert first.leaf == hashlib.sha256(b"\0" + first.content).hexdigest()
    assert (second.position, second.previous) == (2, first.leaf)
    assert database.read_now(lambda connection: list(broken(connection))) == []


@pytest.mark.parametrize("change", [delete(trail_event), update(trail_event).values(actor="nobody")])
def test_changing_the_trail_is_refused_by_the_database(database: Database, change: object) -> None:
    append_all(database, DEED)
    with pytest.raises(DBAPIError, match="append-only"):
        database.write_now(lambda connection: connection.execute(change))  # type: ignore[call-overload]
    assert len(database.read_now(lambda connection: trail_of(connection, "qa", "lot", "l1"))) == 1


TAMPERINGS = {
    "content": update(trail_event).where(trail_event.c.id == "e2").values(content=b'{"id":"e2"}'),
    "column": update(trail_event).where(trail_event.c.id == "e2").values(actor="nobody"),
    "moment": update(trail_event).where(trail_event.c.id == "e2").values(at=datetime(2020, 1, 1, tzinfo=UTC)),
    "removed": delete(trail_event).where(trail_event.c.id == "e2"),
    "first removed": delete(trail_event).where(trail_event.c.id == "e1"),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampering_is_shown(database: Database, tampering: str) -> None:
    append_all(database, *(replace(DEED, id=f"e{number}", rev=number) for number in (1, 2, 3)))

    def tamper(connection: Connection) -> None:
        for guard in GUARDS[database.dialect]:
            connection.exec_driver_sql(guard)
        connection.execute(TAMPERINGS[tampering])

    database.write_now(tamper)
    assert database.read_now(lambda connection: [entry.id for entry in broken(connection)])


def test_canonical_bytes_do_not_depend_on_order_or_spelling() -> None:
    one = {"b": Decimal("1.10"), "a": [date(2026, 1, 2), True, None, 3], "😀": 1, "\uffff": 2}
    other = dict(reversed({**one, "b": Decimal("1.1"), "a": tuple(one["a"])}.items()))  # type: ignore[arg-type]
    assert canonical(one) == canonical(other)
    assert canonical(one).decode() == '{"a":["2026-01-02",true,null,3],"b":"1.1","😀":1,"\uffff":2}'
    with pytest.raises(TypeError, match="float"):
        canonical({"x": 1.5})
