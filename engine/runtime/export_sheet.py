"""The records of a list as a workbook: a sheet of records, and one for each table in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.forms.cells import MOMENT_FORMAT, TEXT_FORMAT, Cell
from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.words import Words
from engine.lang.expressions import PERSON
from engine.lang.labels import Label
from engine.lang.problems import Problem, Refused
from engine.runtime import present
from engine.runtime.allowed import hidden
from engine.runtime.listing import Wanted, found
from engine.runtime.live import with_live
from engine.runtime.turn import Turn
from engine.runtime.workbook import Column, WrittenSheet, write_workbook
from engine.storage.records import Record

MOST = 20_000
"""Records in one file; more are for a reporting tool at the tables themselves."""
PAGE = 200
NUMBER, STATE = Label("编号", "Number"), Label("状态", "State")
CREATED_AT, CREATED_BY = Label("创建时间", "Created at"), Label("创建人", "Created by")
STATES: Mapping[str, Label] = {
    "draft": Label("草稿", "Draft"),
    "submitted": Label("已提交", "Submitted"),
    "void": Label("已作废", "Void"),
}


def export_records(turn: Turn, form_id: str, wanted: Wanted) -> bytes:
    """What the list shows for the same question, whole: the same rights, filters and order; hidden fields never."""
    form = turn.form(form_id)
    concealed = hidden(turn, form_id)
    fields = [field for field in form.fields if field.valued and field.id not in concealed]
    records = with_live(turn, form, list(_all(turn, form_id, wanted)))
    words = present.names(turn, form, records)
    called = {one.id: _called(turn, form, one, words) for one in records}
    tables = [field for field in fields if field.row_fields]
    plain = [field for field in fields if not field.row_fields]
    return write_workbook(
        [_records(form, plain, records, called, words), *(_rows(form, each, records, called, words) for each in tables)]
    )


def _called(turn: Turn, form: Form, one: Record, words: Words) -> str:
    """Its number; in a form without numbers what people call it."""
    if form.number and one.number is not None:
        return one.number
    return present.UNNUMBERED.in_(words.language) if form.number else present.name_of(turn, form, one, words)


def _all(turn: Turn, form_id: str, wanted: Wanted) -> Iterator[Record]:
    count = 0
    after = None
    while True:
        page = found(turn, form_id, wanted._replace(after=after, limit=PAGE), rows=True)
        count += len(page.records)
        if count > MOST:
            raise Refused(Problem((), "export-too-many", {"most": f"{MOST:,}"}))
        yield from page.records
        after = page.next
        if after is None:
            return


def _records(
    form: Form, fields: Sequence[Field], records: Iterable[Record], called: Mapping[str, str], words: Words
) -> WrittenSheet:
    language = words.language
    ends = (Column(STATE.in_(language), TEXT_FORMAT), Column(CREATED_AT.in_(language), MOMENT_FORMAT))
    own = (_key(form, words),) if form.number else ()
    columns = (*own, *_columns(fields, words), *ends, Column(CREATED_BY.in_(language), TEXT_FORMAT))
    rows = (
        (
            *((called[one.id],) if form.number else ()),
            *_cells(fields, one.values, words),
            STATES[one.state].in_(language) if one.state in STATES else one.state,
            one.created_at.astimezone(words.zone).replace(tzinfo=None, microsecond=0),
            words.name_of(PERSON, one.created_by) if one.created_by else None,
        )
        for one in records
    )
    return WrittenSheet(form.title.in_(language), columns, rows)


def _rows(form: Form, table: Field, records: Iterable[Record], called: Mapping[str, str], words: Words) -> WrittenSheet:
    """The rows of one table of all records, each under what its record is called."""
    drawn = [column for column in table.row_fields if column.drawn and column.stored]
    lines: Iterator[tuple[str, Mapping[str, Any]]] = (
        (called[one.id], row) for one in records for row in _rows_of(one, table)
    )
    rows = ((name, *_cells(drawn, row, words)) for name, row in lines)
    return WrittenSheet(table.title.in_(words.language), (_key(form, words), *_columns(drawn, words)), rows)


def _rows_of(one: Record, table: Field) -> Sequence[Mapping[str, Any]]:
    rows: Any = one.values.get(table.id)
    return rows or ()


def _key(form: Form, words: Words) -> Column:
    """The column that says which record is meant."""
    named = None if form.number else form.by_id.get(form.name)
    return Column((named.title if named else NUMBER).in_(words.language), TEXT_FORMAT)


def _columns(fields: Iterable[Field], words: Words) -> Iterator[Column]:
    taken: set[str] = set()
    for field in fields:
        title = field.column_title(words.language)
        yield Column(title if title not in taken else f"{title} [{field.id}]", field.definition.cell_format)
        taken.add(title)


def _cells(fields: Iterable[Field], values: Mapping[str, Any], words: Words) -> Iterator[Cell | None]:
    return (field.to_cell(values.get(field.id), words) for field in fields)
