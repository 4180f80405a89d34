"""A renamed option: what records hold follows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, Text, select, update

from engine.lang.columns import ListColumn


def rename_options(connection: Connection, disk: str, type_: Any, renamed: dict[str, str]) -> None:
    """Write the new names of options into a column of one chosen option, or of many."""
    table, _, name = disk.partition(".")
    holder = Table(table, MetaData(), Column("id", Text, primary_key=True), Column(name, type_))
    column = holder.c[name]
    if not isinstance(type_, ListColumn):
        for old, new in renamed.items():
            connection.execute(update(holder).where(column == old).values({name: new}))
        return
    for row_id, chosen in connection.execute(select(holder.c.id, column).where(column.is_not(None))).all():
        changed = [renamed.get(option, option) for option in chosen]
        if changed != chosen:
            connection.execute(update(holder).where(holder.c.id == row_id).values({name: changed}))
