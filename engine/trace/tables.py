"""The ledger's tables: append-only events, what each moved, and the narrow edges between lots.

Lots get small integer keys here, because a closure over integers is several times faster than over text. Edges are
derived from events and can be built anew: `trace_edge` holds those that count, `trace_edge_void` those of void events.

An event happened `at`; it was `written_at` later where it corrects one that is void since `voided_at`. A lot is
`refilled` unless nothing came to it after something had gone (docs/decisions/0026); not known means refilled.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    UniqueConstraint,
    false,
    text,
)

from engine.lang.columns import DecimalColumn, MomentColumn, TextColumn

metadata = MetaData()

KEY = BigInteger().with_variant(Integer, "sqlite")
"""SQLite numbers rows by itself only for `INTEGER PRIMARY KEY`."""

LOT = Table(
    "trace_lot",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("app", TextColumn, nullable=False),
    Column("form", TextColumn, nullable=False),
    Column("record_id", TextColumn, nullable=False),
    Column("refilled", Boolean),
    UniqueConstraint("record_id", "form", "app"),
)

EVENT = Table(
    "trace_event",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("app", TextColumn, nullable=False),
    Column("kind", TextColumn, nullable=False),
    Column("form", TextColumn, nullable=False),
    Column("record_id", TextColumn, nullable=False),
    Column("at", MomentColumn, nullable=False),
    Column("actor", TextColumn),
    Column("void", Boolean, nullable=False, server_default=false()),
    Column("written_at", MomentColumn),
    Column("voided_at", MomentColumn),
    Index("trace_event_record", "record_id", "form"),
)

MOVE = Table(
    "trace_move",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("event", ForeignKey("trace_event.id"), nullable=False, index=True),
    Column("lot", ForeignKey("trace_lot.id"), nullable=False, index=True),
    Column("kind", TextColumn, nullable=False),
    Column("quantity", DecimalColumn, nullable=False),
    Column("sign", SmallInteger, nullable=False),
    Column("party_form", TextColumn),
    Column("party", TextColumn),
    CheckConstraint("sign in (-1, 0, 1)"),
)

EDGE = Table(
    "trace_edge",
    metadata,
    Column("source", ForeignKey("trace_lot.id"), primary_key=True, autoincrement=False),
    Column("target", ForeignKey("trace_lot.id"), primary_key=True, autoincrement=False),
    Column("event", ForeignKey("trace_event.id"), primary_key=True, autoincrement=False),
    Column("quantity", DecimalColumn, nullable=False),
    Index("trace_edge_backward", "target", "source", "event", "quantity"),
    Index("trace_edge_event", "event"),
    sqlite_with_rowid=False,
)

VOID_EDGE = Table(
    "trace_edge_void",
    metadata,
    Column("source", ForeignKey("trace_lot.id"), primary_key=True, autoincrement=False),
    Column("target", ForeignKey("trace_lot.id"), primary_key=True, autoincrement=False),
    Column("event", ForeignKey("trace_event.id"), primary_key=True, autoincrement=False),
    Column("quantity", DecimalColumn, nullable=False),
    Index("trace_edge_void_backward", "target"),
    sqlite_with_rowid=False,
)

HOLD = Table(
    "trace_hold",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("lot", ForeignKey("trace_lot.id"), nullable=False),
    Column("reason_zh", TextColumn, nullable=False),
    Column("reason_en", TextColumn, nullable=False),
    Column("holder_form", TextColumn, nullable=False),
    Column("holder", TextColumn, nullable=False),
    Column("since", MomentColumn, nullable=False),
    Column("held_by", TextColumn),
    Column("released_at", MomentColumn),
    Column("released_by", TextColumn),
    Column("release_zh", TextColumn),
    Column("release_en", TextColumn),
    Index(
        "trace_hold_open",
        "lot",
        "holder",
        "holder_form",
        unique=True,
        sqlite_where=text("released_at is null"),
        postgresql_where=text("released_at is null"),
    ),
)
