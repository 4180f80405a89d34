"""Whatever is published, what people entered survives as the plan says, and going back finds all of it again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from engine.runtime.engine import Engine
from engine.runtime.ids import new_id
from engine.runtime.publish import Plan
from engine.runtime.rollback import rollback
from engine.storage.records import Record, find_records, insert_record
from tests.runtime.site import compiled

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
APPS = itertools.count(1)
NAMES = ("a", "b", "c", "d")
OPTIONS = "options: {pass: {title: {zh: 合格, en: Pass}}, fail: {title: {zh: 不合格, en: Fail}}}"
KINDS: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "text": ("kind: text", ("a", "12", "3.5", "pass", "2026-01-02", None)),
    "long_text": ("kind: long_text", ("a\nb", "7", None)),
    "number": ("kind: number", (Decimal(12), Decimal("3.5"), None)),
    "choice": (f"kind: choice, {OPTIONS}", ("pass", "fail", None)),
    "choices": (f"kind: choices, {OPTIONS}", (["pass"], ["pass", "fail"], None)),
    "date": ("kind: date", (date(2026, 1, 2), None)),
}
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """The one form of an app as it is written: its fields and the columns of its table, name -> (kind, was)."""

    app: str
    form: str = "thing"
    was: str | None = None
    fields: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    columns: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)

    def files(self) -> dict[str, str]:
        form = f"form: {self.form}\n{_was(self.was)}title: {{zh: 物, en: Thing}}\nnumber: 'N-{{seq:3}}'\nfields:\n"
        rows = "  rows:\n    kind: table\n    fields:\n      fixed: {kind: text}\n"
        form += "".join(f"  {_line(name, *it)}" for name, it in self.fields.items()) + rows
        form += "".join(f"      {_line(name, *it)}" for name, it in self.columns.items())
        role = f"roles:\n  all: {{title: {{zh: 人, en: All}}, forms: {{{self.form}: {{see: true, create: true}}}}}}\n"
        app = f"app: {self.app}\ntitle: {{zh: 试, en: Try}}\nversion: 0.1.0\n"
        return {"app.yaml": app, "roles.yaml": role, f"forms/{self.form}.yaml": form}


def _was(was: str | None) -> str:
    return f"was: {was}\n" if was else ""


def _line(name: str, kind: str, was: str | None) -> str:
    return f"{name}: {{{KINDS[kind][0]}{f', was: {was}' if was else ''}}}\n"


@st.composite
def edit(draw: st.DrawFn, written: Written) -> Written:
    """One change of an author's: a field or column comes, goes, gets another name or kind, or the form another name."""
    part = draw(st.sampled_from(("fields", "fields", "columns", "form")))
    if part == "form":
        other = draw(st.sampled_from(("thing", "item", "piece")))
        return replace(written, form=other, was=written.form if other != written.form else written.was)
    there = dict(getattr(written, part))
    name = draw(st.sampled_from(NAMES))
    kind = draw(st.sampled_from(sorted(KINDS)))
    if name not in there:
        there[name] = (kind, None)
    else:
        what = draw(st.sampled_from(("remove", "rename", "retype")))
        old, was = there.pop(name)
        free = [each for each in NAMES if each not in there and each != name]
        if what == "rename" and free:
            there[draw(st.sampled_from(free))] = (old, name)
        elif what == "retype":
            there[name] = (kind, was)
    return replace(written, **{part: there})


@pytest.fixture
def engine(database_url: str, tmp_path: Path) -> Iterator[Engine]:
    engine = Engine.open(database_url, tmp_path / "files")
    yield engine
    engine.close()


@seed(20261122)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_people_entered_survives_as_the_plan_says(engine: Engine, data: st.DataObject) -> None:
    written = Written(f"app{next(APPS)}")
    for _ in range(4):
        written = data.draw(edit(written))
    engine.publish(compiled(written.files()))
    _enter(engine, written, data)
    first, entered = written, _snapshot(engine, written)
    before = entered
    archived: dict[str, list[Any]] = {}
    for _ in range(4):
        after = data.draw(edit(written))
        plan = engine.publish(compiled(after.files()), accept=True).plan
        now = _snapshot(engine, after)
        _check(plan, before, now, archived)
        written, before = after, now
    rollback(engine, first.app, 1, accept=True)
    assert _snapshot(engine, first) == entered


def _enter(engine: Engine, written: Written, data: st.DataObject) -> None:
    def values(fields: Mapping[str, tuple[str, str | None]]) -> dict[str, Any]:
        return {name: data.draw(st.sampled_from(KINDS[kind][1])) for name, (kind, _) in fields.items()}

    table = engine.installed[written.app].tables.form(written.form)
    for number in range(3):
        rows = tuple({"id": new_id(), "fixed": "x", **values(written.columns)} for _ in range(2))
        record = Record(
            new_id(), written.form, 1, f"N-{number}", "submitted", {**values(written.fields), "rows": rows},
            NOW, None, NOW, None,
        )  # fmt: skip
        engine.database.write_now(lambda connection, one=record: insert_record(connection, table, one))


def _snapshot(engine: Engine, written: Written) -> dict[str, list[Any]]:
    """Field, or `rows.column`, -> its values in the order of records and rows."""
    installed = engine.installed[written.app]
    records = engine.database.read_now(lambda c: find_records(c, installed.tables.form(written.form)))
    found = {name: [record.values[name] for record in records] for name in written.fields}
    rows = [row for record in records for row in record.values["rows"]]  # type: ignore[attr-defined]
    return found | {f"rows.{name}": [row[name] for row in rows] for name in written.columns}


def _check(plan: Plan, before: dict[str, list[Any]], now: dict[str, list[Any]], archived: dict[str, list[Any]]) -> None:
    """Every line of the plan is true, and what no line speaks of stands as it stood."""
    told: dict[str, set[str]] = {}
    left = dict(before)
    for line in plan.lines:
        name = ".".join(line.place[1:])
        if line.code == "field-renamed":
            old = ".".join([*line.place[1:-1], line.values["old"]])
            left[name] = left.pop(old)
            assert line.count == _filled(left[name])
        elif line.code == "field-archived":
            archived[name] = left.pop(name)
            assert line.count == _filled(archived[name])
        elif line.code == "field-added":
            assert _filled(now[name]) == 0
            left[name] = now[name]
        elif line.code == "field-back":
            left[name] = archived[name]
            assert line.count == _filled(archived[name])
        told.setdefault(name, set()).add(line.code)
    for name, values in left.items():
        codes = told.get(name, set())
        kinds = [line for line in plan.lines if line.code.startswith("kind-") and ".".join(line.place[1:]) == name]
        if not kinds:
            assert now[name] == values, (name, codes)
        elif kinds[0].code == "kind-widened":
            assert kinds[0].count == _filled(values)
            assert all(new is not None for old, new in zip(values, now[name], strict=True) if old is not None)
        else:
            lost = [old for old, new in zip(values, now[name], strict=True) if old is not None and new is None]
            assert kinds[0].count == len(lost)


def _filled(values: list[Any]) -> int:
    return sum(value is not None for value in values)
