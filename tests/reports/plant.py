"""A small plant to report on: inspections with a table of defects, on a database made for the test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    func,
    select,
    text,
    true,
)

from engine.lang.columns import DateColumn, DecimalColumn, MomentColumn, TextColumn
from engine.lang.expressions import (
    BOOLEAN,
    DATE,
    MISSING,
    MOMENT,
    NUMBER,
    POSTGRES_FUNCTIONS,
    TEXT,
    ChoiceType,
    Expression,
    Faults,
    Missing,
    RecordType,
    Scope,
    SqlPlace,
    Type,
    check,
    install_sqlite,
)
from engine.lang.labels import Label
from engine.reports.compile_dashboard import compile_dashboard
from engine.reports.compile_dataset import compile_dataset
from engine.reports.count import Count
from engine.reports.dashboard import Answers, Chart, Dashboard
from engine.reports.dataset import Dataset, Question
from engine.reports.definition import DashboardDefinition, DatasetDefinition
from engine.reports.ground import Ground

METADATA = MetaData()
SUPPLIER = Table(
    "plant_supplier",
    METADATA,
    Column("id", TextColumn, primary_key=True),
    Column("name", TextColumn),
    Column("city", TextColumn),
)
INSPECTION = Table(
    "plant_inspection",
    METADATA,
    Column("id", TextColumn, primary_key=True),
    Column("supplier", TextColumn),
    Column("verdict", TextColumn),
    Column("category", TextColumn),
    Column("note", TextColumn),
    Column("amount", DecimalColumn),
    Column("inspected", DecimalColumn),
    Column("grade", DecimalColumn),
    Column("urgent", Boolean),
    Column("posted_on", DateColumn),
    Column("at", MomentColumn),
)
DEFECTS = Table(
    "plant_inspection_defects",
    METADATA,
    Column("id", TextColumn, primary_key=True),
    Column("parent_id", String),
    Column("defect", TextColumn),
    Column("quantity", DecimalColumn),
)
SUPPLIER_FIELDS: Mapping[str, Type] = {"name": TEXT, "city": TEXT}
FIELDS: Mapping[str, Type] = {
    "supplier": RecordType("supplier"),
    "verdict": ChoiceType(("pass", "fail")),
    "category": ChoiceType(("rework", "scrap", "claim")),
    "note": TEXT,
    "amount": NUMBER,
    "inspected": NUMBER,
    "grade": NUMBER,
    "urgent": BOOLEAN,
    "posted_on": DATE,
    "at": MOMENT,
}
DEFECT_FIELDS: Mapping[str, Type] = {"defect": TEXT, "quantity": NUMBER}
TITLES = {
    "supplier": Label("供应商", "Supplier"),
    "category": Label("类别", "Category"),
    "defect": Label("缺陷", "Defect"),
    "at": Label("时间", "Time"),
}
OPTIONS = {
    "verdict": {"pass": Label("合格", "Pass"), "fail": Label("不合格", "Fail")},
    "category": {"rework": Label("返工", "Rework"), "scrap": Label("报废", "Scrap"), "claim": Label("索赔", "Claim")},
}


class PlantFields:
    """The forms as reports see them."""

    def scope(self, of: str) -> Scope | None:
        record = Scope(FIELDS, {"supplier": SUPPLIER_FIELDS}.__getitem__)
        return {
            "inspection": record,
            "inspection.defects": Scope(DEFECT_FIELDS, record.forms, record),
        }.get(of)

    def title(self, of: str, path: tuple[str, ...]) -> Label | None:
        return TITLES.get(path[-1])

    def options(self, of: str, path: tuple[str, ...]) -> Mapping[str, Label]:
        return OPTIONS.get(path[-1], {})


@dataclass
class Findings:
    """Collects what is wrong, as `path: sentence`."""

    found: list[str] = field(default_factory=list)

    def check(
        self, text: str, path: tuple[str | int, ...], scope: Scope, expects: Type | None = None
    ) -> Expression | None:
        checked = check(text, scope, expects)
        if isinstance(checked, Faults):
            self.found += [f"{'/'.join(map(str, path))}: {fault.sentence}" for fault in checked.faults]
            return None
        return checked

    def fault(self, path: tuple[str | int, ...], code: str, sentence: str, suggestion: str | None = None) -> None:
        self.found.append(f"{'/'.join(map(str, path))}: {sentence}" + (f" ({suggestion})" if suggestion else ""))


@dataclass(frozen=True)
class PlantPlace:
    """Names of an inspection, or of a defect row and then its inspection."""

    tables: tuple[FromClause, ...]

    def column(self, path: tuple[str, ...]) -> ColumnElement[Any]:
        own = next(table.c[path[0]] for table in self.tables if path[0] in table.c)
        if len(path) == 1 or path[1:] == ("id",):
            return own
        other = SUPPLIER.alias()
        return select(other.c[path[1]]).where(other.c.id == own).correlate_except(other).scalar_subquery()

    def rows(self, path: tuple[str, ...]) -> tuple[FromClause, ColumnElement[bool], SqlPlace]:
        raise NotImplementedError

    def constant(self, path: tuple[str, ...]) -> object | Missing:
        return MISSING


def name_of(form: str, record_id: ColumnElement[Any]) -> ColumnElement[Any]:
    other = SUPPLIER.alias()
    return select(other.c.name).where(other.c.id == record_id).correlate_except(other).scalar_subquery()


def ground_of(dataset: Dataset) -> Ground:
    if dataset.of == "inspection":
        return Ground(PlantPlace((INSPECTION,)), INSPECTION, INSPECTION.c.id, name_of)
    joined = DEFECTS.join(INSPECTION, DEFECTS.c.parent_id == INSPECTION.c.id)
    return Ground(PlantPlace((DEFECTS, INSPECTION)), joined, INSPECTION.c.id, name_of)


def opened(url: str) -> Engine:
    """The database with the plant's tables and the functions of the expression language."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: install_sqlite(connection))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(POSTGRES_FUNCTIONS.replace(":", "\\:")))
        METADATA.create_all(connection)
    return engine


def filled(connection: Connection, suppliers: Mapping[str, str], inspections: Sequence[Mapping[str, Any]]) -> None:
    """`suppliers` maps ids to names; an inspection may hold `defects` and stands `times` over."""
    if suppliers:
        connection.execute(
            SUPPLIER.insert(), [{"id": each, "name": name, "city": "苏州"} for each, name in suppliers.items()]
        )
    records: list[dict[str, Any]] = []
    defects: list[dict[str, Any]] = []
    for written in inspections:
        for _ in range(int(written.get("times", 1))):
            number = f"i{len(records)}"
            records.append({"id": number, **{name: _typed(written.get(name)) for name in FIELDS}})
            for row in written.get("defects", ()):
                own = {name: row.get(name) for name in DEFECT_FIELDS}
                defects.append({"id": f"d{len(defects)}", "parent_id": number, **own})
    for table, rows in ((INSPECTION, records), (DEFECTS, defects)):
        if rows:
            connection.execute(table.insert(), rows)


def _typed(value: Any) -> Any:
    if isinstance(value, str) and value[:2] == "20" and "T" in value:
        return datetime.fromisoformat(value)
    if isinstance(value, str) and value[:2] == "20":
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def compiled(
    datasets: Sequence[Mapping[str, Any]], charts: Mapping[str, Any], findings: Findings, **more: Any
) -> Dashboard:
    """A dashboard over datasets, as written in YAML."""
    known = {}
    for written in datasets:
        dataset = compile_dataset(DatasetDefinition.model_validate(written), PlantFields(), findings)
        if dataset is not None:
            known[dataset.id] = dataset
    definition = DashboardDefinition.model_validate({"dashboard": "board", "title": "Board", "charts": charts, **more})
    return compile_dashboard(definition, known, PlantFields(), findings)


def asked(
    connection: Connection, chart: Chart, question: Question, allowed: ColumnElement[bool] | None = None
) -> list[dict[str, Any]]:
    """What the chart's statements answer."""

    def rows(count: Count) -> Answers:
        query = count.query(ground_of(count.dataset), true() if allowed is None else allowed, question)
        return [dict(row) for row in connection.execute(query).mappings()]

    return list(map(dict, chart.answers(rows)))


def counted(connection: Connection, chart: Chart, question: Question, key: str | None, series: str | None) -> int:
    """How many rows a mark's link leads to."""
    count = chart.behind(key)
    assert count is not None
    ground = ground_of(count.dataset)
    found = select(func.count()).select_from(ground.rows).where(count.drill(ground, question, key, series))
    return connection.execute(found).scalar_one()
