"""The tables of running flows: cases, their tasks, who may decide them, and what happened."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Table

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
    text_or_none("pending"),
    Column("stuck", JsonColumn),
    Column("activations", JsonColumn, nullable=False),
    Index("ix_flow_case_record", "app", "form", "record_id"),
    Index("ix_flow_case_initiator", "initiator", "started_at"),
    Index("ix_flow_case_state", "state", "app"),
)
_RUNNING = flow_case.c.state == "running"
Index(
    "uq_flow_case_running",
    *(flow_case.c[name] for name in ("app", "form", "record_id", "flow")),
    unique=True,
    sqlite_where=_RUNNING,
    postgresql_where=_RUNNING,
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
