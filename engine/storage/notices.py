"""Notices in the app itself: to a person, or to whoever holds a role when they look."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Index, Table, and_, func, insert, or_, select, true

from engine.lang.labels import Label
from engine.storage.prepared import Prepared
from engine.storage.system import metadata, moment, text, text_or_none
from engine.storage.upsert import insert_into

notice = Table(
    "notice",
    metadata,
    text("id", primary_key=True),
    text("app"),
    text_or_none("person_id"),
    text_or_none("role"),
    text("zh"),
    text("en"),
    text_or_none("form"),
    text_or_none("record_id"),
    moment("sent_at"),
    Index("ix_notice_person", "person_id", "sent_at"),
    Index("ix_notice_role", "app", "role", "sent_at"),
)
notice_read = Table("notice_read", metadata, text("notice_id", primary_key=True), text("person_id", primary_key=True))


_NEW = Prepared.of(insert(notice))
ANY: ColumnElement[bool] = true()


@dataclass(frozen=True, slots=True)
class Notice:
    """To `person_id`, or to `role` of the app. `form` and `record_id` say what it is about, if anything."""

    id: str
    app: str
    person_id: str | None
    role: str | None
    message: Label
    form: str | None
    record_id: str | None
    sent_at: datetime
    read: bool = False


def send_notices(connection: Connection, notices: Sequence[Notice]) -> None:
    rows = [
        {
            "id": one.id,
            "app": one.app,
            "person_id": one.person_id,
            "role": one.role,
            "zh": one.message.zh,
            "en": one.message.en,
            "form": one.form,
            "record_id": one.record_id,
            "sent_at": one.sent_at,
        }
        for one in notices
    ]
    if rows:
        _NEW.each(connection, rows)


def notices_for(
    connection: Connection,
    person_id: str,
    roles: Collection[tuple[str, str]],
    limit: int = 50,
    *,
    about: ColumnElement[bool] = ANY,
) -> tuple[Notice, ...]:
    """The newest notices to a person and to their (app, role) pairs; `about` narrows them."""
    read = select(notice_read.c.notice_id).where(
        notice_read.c.notice_id == notice.c.id, notice_read.c.person_id == person_id
    )
    mine = select(notice, read.exists().label("read")).where(_addressed(person_id, roles), about)
    newest = mine.order_by(notice.c.sent_at.desc(), notice.c.id.desc()).limit(limit)
    return tuple(
        Notice(
            row.id,
            row.app,
            row.person_id,
            row.role,
            Label(row.zh, row.en),
            row.form,
            row.record_id,
            row.sent_at,
            row.read,
        )
        for row in connection.execute(newest)
    )


def notice_by_id(connection: Connection, notice_id: str) -> Notice | None:
    row = connection.execute(select(notice).where(notice.c.id == notice_id)).first()
    if row is None:
        return None
    message = Label(row.zh, row.en)
    return Notice(row.id, row.app, row.person_id, row.role, message, row.form, row.record_id, row.sent_at)


def unread_count(connection: Connection, person_id: str, roles: Collection[tuple[str, str]]) -> int:
    read = select(notice_read.c.notice_id).where(notice_read.c.person_id == person_id)
    unread = select(func.count()).where(_addressed(person_id, roles), notice.c.id.not_in(read))
    return connection.execute(unread).scalar_one()


def mark_read(connection: Connection, person_id: str, notice_ids: Collection[str]) -> None:
    rows = [{"notice_id": one, "person_id": person_id} for one in notice_ids]
    if rows:
        connection.execute(insert_into(connection, notice_read).on_conflict_do_nothing(), rows)


def _addressed(person_id: str, roles: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    by_role = (and_(notice.c.app == app, notice.c.role == role) for app, role in sorted(roles))
    return or_(notice.c.person_id == person_id, *by_role)
