"""The layouts of an app's publications: what each version calls the tables and columns of today."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, Connection, Integer, Table, bindparam, delete, insert, select, update

from engine.storage.system import JsonColumn, metadata, text

app_layout = Table(
    "app_layout",
    metadata,
    text("app", primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("layout", JsonColumn, nullable=False),
)

Layout = Mapping[str, str]


def keep_layout(connection: Connection, app: str, version: int, layout: Layout) -> None:
    """The layout of a new publication, or what has become of one of before."""
    of_version = app_layout.c.app == app, app_layout.c.version == version
    connection.execute(delete(app_layout).where(*of_version))
    connection.execute(insert(app_layout).values(app=app, version=version, layout=dict(layout)))


def layouts_of(connection: Connection, app: str) -> dict[int, Layout]:
    """By version, the newest first."""
    query = select(app_layout.c.version, app_layout.c.layout).where(app_layout.c.app == app)
    return {row.version: row.layout for row in connection.execute(query.order_by(app_layout.c.version.desc()))}


def move_layouts(connection: Connection, app: str, moved: Mapping[str, str]) -> None:
    """Places of the database are called otherwise now (tables, and `table.column`): every version finds them there."""
    rows = [
        {"_version": version, "layout": {name: _moved(name, disk, moved) for name, disk in layout.items()}}
        for version, layout in layouts_of(connection, app).items()
    ]
    if rows:
        of_version = app_layout.c.app == app, app_layout.c.version == bindparam("_version")
        connection.execute(update(app_layout).where(*of_version), rows)


def _moved(name: str, disk: str, moved: Mapping[str, str]) -> str:
    if "=" in name:
        return disk  # the value an option has become, no place
    table, dot, column = disk.partition(".")
    return moved.get(disk, f"{moved.get(table, table)}{dot}{column}")
