"""Records out of the rows of a sheet, by a mapping; run twice, nothing is stored twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.reading import Reading
from engine.lang.problems import Problem, Refused
from engine.runtime.ids import new_id
from engine.runtime.import_links import Links, find_links
from engine.runtime.import_mapping import ROW, Beforehand, Cells, ImportDefinition, SheetRow
from engine.runtime.submit import submit
from engine.runtime.turn import Turn
from engine.storage.records import find_records

Progress = Callable[[int, int], None]
"""Told how many rows are done, and of how many."""


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row that cannot be stored, by its number in the sheet (the first below the headers is 1), and why."""

    row: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows: stored now, there already, and wrong (left out)."""

    stored: int
    known: int
    wrong: tuple[WrongRow, ...] = ()


class ImportRefused(Refused):
    """Some rows are wrong, so none is stored."""

    code = "import-refused"

    def __init__(self, wrong: Sequence[WrongRow]) -> None:
        super().__init__(*(problem for row in wrong for problem in row.problems))
        self.wrong = tuple(wrong)


def silent(done: int, total: int) -> None:
    """Nobody wants to know."""
    del done, total


def import_rows(
    turn: Turn,
    mapping: ImportDefinition,
    rows: Sequence[Mapping[str, str]],
    *,
    skip_wrong: bool = False,
    progress: Progress = silent,
) -> Imported:
    """Submits one record for each row that is not there yet, in the turn's transaction.

    Every row is tried, in a savepoint of its own, so that all problems are known at once. Raises ImportRefused when any
    row is wrong, and the transaction keeps nothing; with `skip_wrong` the other rows are stored.
    """
    _have_first(turn, mapping.first)
    form = turn.form(mapping.form)
    numbered = [{**row, ROW: str(number)} for number, row in enumerate(rows, start=1)]
    reader = RowReader(form, mapping, find_links(turn, form, mapping, numbered))
    keys = _Keys(turn, form, mapping.key)
    stored = known = 0
    wrong: list[WrongRow] = []
    for number, row in enumerate(numbered, start=1):
        try:
            values = reader.read(row)
            if keys.has(values):
                known += 1
            else:
                with turn.connection.begin_nested():
                    submit(turn, form.id, new_id(), values)
                keys.add(values)
                stored += 1
        except Refused as refusal:
            wrong.append(WrongRow(number, refusal.problems))
        progress(number, len(numbered))
    if wrong and not skip_wrong:
        raise ImportRefused(wrong)
    return Imported(stored, known, tuple(wrong))


@dataclass(frozen=True, slots=True)
class RowReader:
    """Makes of a sheet's row what a client would send."""

    form: Form
    mapping: ImportDefinition
    links: Links

    def read(self, row: SheetRow) -> dict[str, Any]:
        """Refused with every problem of the row."""
        reading = Reading()
        values = self._cells(self.form.by_id, self.mapping.columns, row, reading)
        for table, lines in self.mapping.rows.items():
            columns = self.form.by_id[table].columns
            values[table] = [
                self._cells(columns, line, row, reading.under(table, place)) for place, line in enumerate(lines)
            ]
        if reading.problems:
            raise Refused(*reading.problems)
        return values

    def _cells(self, fields: Mapping[str, Field], cells: Cells, row: SheetRow, reading: Reading) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, cell in cells.items():
            here = reading.under(name)
            try:
                text = cell.says(row)
            except KeyError as unknown:
                here.refuse("not-mapped", text=str(unknown.args[0]))
                continue
            if text is not None:
                found = fields[name].definition.from_text(text, here, self.links)
                values[name] = None if found is None else fields[name].to_wire(found)
        return values


class _Keys:
    """The natural keys that are there already, and those that are made."""

    def __init__(self, turn: Turn, form: Form, key: Sequence[str]) -> None:
        table = turn.tables.form(form.id)
        self._fields = [form.by_id[name] for name in key]
        keyed = (table.table.c[name].is_not(None) for name in key)
        there = find_records(turn.connection, table, *keyed, rows=False)
        self._seen = {tuple(record.values[name] for name in key) for record in there}

    def of(self, values: Mapping[str, Any]) -> tuple[object, ...]:
        return tuple(field.from_wire(values.get(field.id)) for field in self._fields)

    def has(self, values: Mapping[str, Any]) -> bool:
        return self.of(values) in self._seen

    def add(self, values: Mapping[str, Any]) -> None:
        self._seen.add(self.of(values))


def _have_first(turn: Turn, first: Iterable[Beforehand]) -> None:
    """Makes the records that must be there and are not."""
    for wanted in first:
        form = turn.form(wanted.form)
        keys = _Keys(turn, form, wanted.key)
        for values in wanted.records:
            if not keys.has(values):
                submit(turn, form.id, new_id(), values)
                keys.add(values)
