"""The tables of running flows: cases, their activations and tasks, who may decide them, who was told, what happened."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table

from engine.storage.system import JsonColumn, metadata, moment, moment_or_none, text, text_or_none

flow_case = Table(
    "flow_case",
    metadata,
    text("id", primary_key=True),
    text("app"),
    text("flow"),
    text("version"),
    text("form"),
    text("record_id"),
    text_or_none("initiator"),
    moment("started_at"),
    text("state"),
    text_or_none("outcome"),
    moment_or_none("ended_at"),
    Column("round", Integer, nullable=False, server_default="1"),
    Index("ix_flow_case_record", "app", "form", "record_id"),
    Index("ix_flow_case_initiator", "initiator", "started_at"),
    Index("ix_flow_case_state", "state", "app"),
)
_OPEN = flow_case.c.state != "ended"
Index(
    "uq_flow_case_open",
    *(flow_case.c[name] for name in ("app", "form", "record_id", "flow")),
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
flow_activation = Table(
    "flow_activation",
    metadata,
    text("id", primary_key=True),
    text("case_id"),
    text("node"),
    Column("visit", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    text_or_none("cause"),
    moment("opened_at"),
    moment_or_none("closed_at"),
    text_or_none("outcome"),
    moment_or_none("due"),
    moment_or_none("wake_at"),
    Column("timers", JsonColumn, nullable=False),
    Column("stuck", JsonColumn),
    Index("ix_flow_activation_case", "case_id", "id"),
    Index("ix_flow_activation_wake", "wake_at"),
)
flow_copy = Table(
    "flow_copy",
    metadata,
    text("id", primary_key=True),
    text("case_id"),
    text("activation"),
    text("node"),
    text("person_id"),
    moment("sent_at"),
    moment_or_none("read_at"),
    Index("uq_flow_copy_once", "case_id", "person_id", unique=True),
    Index("ix_flow_copy_person", "person_id", "sent_at"),
)
task = Table(
    "task",
    metadata,
    text("id", primary_key=True),
    text("case_id"),
    text("node"),
    text("activation"),
    moment("opened_at"),
    moment_or_none("due"),
    text("state"),
    text_or_none("outcome"),
    text_or_none("decided_by"),
    moment_or_none("decided_at"),
    text_or_none("comment"),
    Index("ix_task_case", "case_id", "id"),
    Index("ix_task_due", "state", "due"),
    Index("ix_task_decided", "decided_by", "decided_at"),
)
task_assignee = Table(
    "task_assignee",
    metadata,
    text("task_id", primary_key=True),
    text("kind", primary_key=True),
    text("assignee", primary_key=True),
    text("app"),
    Column("open", Boolean, nullable=False),
    Index("ix_task_assignee_whose", "kind", "assignee", "open", "app"),
)
BARRED = "barred"
"""The kind of assignee who may not decide a task, whatever their roles."""
case_event = Table(
    "case_event",
    metadata,
    text("id", primary_key=True),
    text("case_id"),
    moment("at"),
    text_or_none("actor"),
    text("what"),
    text_or_none("node"),
    text_or_none("task_id"),
    text_or_none("outcome"),
    text_or_none("comment"),
    Column("note", JsonColumn),
    Index("ix_case_event_case", "case_id", "id"),
)
