"""One expression in its places: evaluated in Python, and selected in a database."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    MetaData,
    Table,
    create_engine,
    event,
    insert,
    select,
)

from engine.lang.columns import (
    DateColumn,
    DecimalColumn,
    ListColumn,
    MomentColumn,
    TextColumn,
    moment_text,
    number_text,
)
from engine.lang.expressions import (
    BOOLEAN,
    DATE,
    MISSING,
    MOMENT,
    NUMBER,
    POSTGRES_FUNCTIONS,
    Expression,
    ListType,
    RowsType,
    Type,
    install_sqlite,
)

Path = tuple[str, ...]
PAGE = pathlib.Path(__file__).parents[3] / "designer_ui"


def column_type(type_: Type) -> Any:
    if isinstance(type_, ListType):
        return ListColumn()
    return {BOOLEAN: Boolean(), NUMBER: DecimalColumn(), DATE: DateColumn(), MOMENT: MomentColumn()}.get(
        type_, TextColumn()
    )


def columns(types: Mapping[str, Type]) -> list[Column[Any]]:
    return [Column(name, column_type(type_)) for name, type_ in types.items() if not isinstance(type_, RowsType)]


@dataclass(frozen=True)
class Tables:
    """Real tables for a scope: `record`, its `rows` by name, the forms its links lead to, which link leads where."""

    record: Table
    rows: Mapping[str, Table]
    forms: Mapping[str, Table]
    links: Mapping[str, str]


@dataclass(frozen=True)
class TablePlace:
    """Names as columns; links by correlated subquery; constants from the command."""

    tables: Tables
    source: FromClause
    constants: Mapping[str, Any] = field(default_factory=dict)

    def constant(self, path: Path) -> Any:
        if path[0] not in self.constants:
            return MISSING
        value: Any = self.constants[path[0]]
        for name in path[1:]:
            value = None if value is None else value.get(name)
        return value

    def column(self, path: Path) -> ColumnElement[Any]:
        if len(path) == 1:
            return self.source.c[path[0]]
        target = self.tables.forms[self.tables.links[path[0]]].alias()
        inner = TablePlace(self.tables, target).column(path[1:])
        tie = target.c.id == self.source.c[path[0]]
        return select(inner).where(tie).correlate_except(target).scalar_subquery()

    def rows(self, path: Path) -> tuple[FromClause, ColumnElement[bool], TablePlace]:
        rows = self.tables.rows[path[0]].alias()
        return rows, rows.c.parent_id == self.source.c.id, TablePlace(self.tables, rows)


def connect(url: str) -> Engine:
    """An engine on which the functions of the language are installed."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: install_sqlite(connection))
    else:
        with engine.begin() as connection:
            connection.exec_driver_sql(POSTGRES_FUNCTIONS)
    return engine


def fill(connection: Connection, metadata: MetaData, rows: Mapping[Table, Sequence[Mapping[str, Any]]]) -> None:
    metadata.create_all(connection)
    for table, content in rows.items():
        if content:
            connection.execute(insert(table), [{name: row[name] for name in table.c.keys()} for row in content])  # noqa: SIM118


def in_database(connection: Connection, place: TablePlace, expression: Expression) -> list[Any]:
    """The value for each record, in the order of their ids."""
    value = expression.to_sql(place).label("value")
    query = select(value).select_from(place.source).order_by(place.source.c.id)
    return [shown(found) for found in connection.execute(query).scalars()]


def in_the_page(
    expressions: Sequence[Expression], records: Sequence[Mapping[str, Any]], folder: pathlib.Path
) -> list[list[Any]]:
    """The values the page's evaluator gives, all in one run of node; skips where its packages are not installed."""
    if not (PAGE / "node_modules").is_dir():
        pytest.skip("the page's packages are not installed (npm ci in designer_ui)")
    asked, answers = folder / "asked.jsonl", folder / "answers.jsonl"
    lines = [json.dumps(wire(list(records))), *(json.dumps(expression.to_json()) for expression in expressions)]
    asked.write_text("\n".join(lines), encoding="utf-8")
    run = subprocess.run(
        ["npx", "vitest", "run", "src/model/expressions/batch.test.ts"],
        cwd=PAGE,
        env={**os.environ, "EXPRESSION_BATCH": str(asked), "EXPRESSION_VALUES": str(answers)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    found = [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]
    return [[shown(value) for value in values] for values in found]


def wire(value: Any, depth: int = 5) -> Any:
    """A value as the page is sent it; links into links end somewhere."""
    if isinstance(value, Mapping) and depth:
        return {name: wire(each, depth - 1) for name, each in value.items()}
    if isinstance(value, list):
        return [wire(each, depth) for each in value]
    return shown(value)


def shown(value: Any) -> Any:
    """A value as it is compared between the places."""
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return value["id"]
    return number_text(Decimal(value)) if type(value) is int else value
