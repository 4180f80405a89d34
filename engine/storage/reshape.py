"""The tables of an app are renamed or moved out of the way, in the transaction that publishes a version.

Nothing is dropped. What a version has no place for stays where it is; where something new needs its name, it is moved
aside to `_7_name`, seven being the publication that moved it (names of definitions begin with a letter).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, inspect

from engine.storage.tables import identifier

INDEXES = ("ix__", "key__")
"""How the names of indexes of apps begin; they are named after their columns and made anew."""

Moves = Mapping[str, str]
"""A table or a `table.column` of before -> what it is called from now on."""


def aside(version: int, name: str) -> str:
    return identifier(f"_{version}_{name}")


def moves_of(
    connection: Connection, wanted: Mapping[str, str | None], version: int, known: Collection[str]
) -> dict[str, str]:
    """What has to move so that each wanted place holds what it continues (None: nothing), in the order of moving.

    `known` are the places some version has: only those are ever in the way.
    """
    there = inspect(connection)
    moves: dict[str, str] = {}
    for target, source in wanted.items():
        if "." not in target and source != target:
            if target in known and there.has_table(target):
                moves[target] = aside(version, target)
            if source is not None:
                moves[source] = target
    for target, source in wanted.items():
        table, _, column = target.partition(".")
        stood = wanted[table]
        if not column or stood is None or source == f"{stood}.{column}":
            continue
        in_the_way = f"{stood}.{column}"
        if in_the_way in known and column in {each["name"] for each in there.get_columns(stood)}:
            moves[in_the_way] = f"{table}.{aside(version, column)}"
        if source is not None:
            moves[source] = target
    return moves


def move(connection: Connection, moves: Moves) -> None:
    """Tables first, then columns, which are found in the table under its new name."""
    quoted = connection.dialect.identifier_preparer.quote
    for table in sorted({disk.partition(".")[0] for disk in moves}):
        for index in _indexes(connection, table):
            connection.exec_driver_sql(f"DROP INDEX {quoted(index)}")
    for old, new in moves.items():
        if "." not in old:
            connection.exec_driver_sql(f"ALTER TABLE {quoted(old)} RENAME TO {quoted(new)}")
    for old, new in moves.items():
        if "." in old:
            (_, _, column), (table, _, name) = old.partition("."), new.partition(".")
            connection.exec_driver_sql(f"ALTER TABLE {quoted(table)} RENAME COLUMN {quoted(column)} TO {quoted(name)}")


def _indexes(connection: Connection, table: str) -> Iterator[str]:
    """Those that are made from the definitions, and made anew after a move."""
    names = (str(index["name"]) for index in inspect(connection).get_indexes(table))
    return (name for name in names if name.startswith(INDEXES))
