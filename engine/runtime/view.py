"""A record as expressions see it: fields and system names, with links that open when they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.lang.expressions import DEPARTMENT, PERSON
from engine.runtime.turn import Turn
from engine.storage import departments, people
from engine.storage.departments import Department
from engine.storage.people import Person
from engine.storage.records import Record, get_records
from engine.storage.tables import FormTable

Values = Mapping[str, object]
SYSTEM_NAMES = ("id", "rev", "number", "state", "created_at", "submitted_at", "changed_at", "frozen")


class RecordView(Mapping[str, object]):
    """One record, read-only. A link reads as the view of its target, a table as a sequence of row views."""

    def __init__(self, turn: Turn, table: FormTable, record: Record) -> None:
        self._turn = turn
        self._table = table
        self.record = record

    def __getitem__(self, name: str) -> object:
        if name in self._table.rows:
            rows = self.record.values.get(name) or ()
            assert isinstance(rows, Sequence)
            links = self._table.rows[name].links
            return tuple(RowView(self._turn, links, row) for row in rows)
        if name == "name":
            return self.name
        if name in self._table.links:
            value = (
                getattr(self.record, name, None) if name not in self._table.columns else self.record.values.get(name)
            )
            return linked(self._turn, self._table.links[name], value)
        if name in self._table.columns:
            return self.record.values.get(name)
        if name in SYSTEM_NAMES:
            return getattr(self.record, name)
        raise KeyError(name)

    @property
    def name(self) -> str:
        """What people call the record in links."""
        value = self.record.number if self._table.name == "number" else self.record.values.get(self._table.name)
        return str(value) if value is not None else self.record.id

    def __iter__(self) -> Iterator[str]:
        yield from (*SYSTEM_NAMES, "name", *self._table.columns, *self._table.rows)

    def __len__(self) -> int:
        return len(SYSTEM_NAMES) + 1 + len(self._table.columns) + len(self._table.rows)


class RowView(Mapping[str, object]):
    """One row of a table in a record."""

    def __init__(self, turn: Turn, links: Mapping[str, str], row: Values) -> None:
        self._turn = turn
        self._links = links
        self._row = row

    def __getitem__(self, name: str) -> object:
        value = self._row[name]
        return linked(self._turn, self._links[name], value) if name in self._links else value

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)


def linked(turn: Turn, form_id: str, record_id: object) -> Mapping[str, object] | None:
    """The target of a link, whatever the person may see: expressions speak for the app, not for the person."""
    if not isinstance(record_id, str):
        return None
    key = form_id, record_id
    if key not in turn.opened:
        turn.opened[key] = _opened(turn, form_id, record_id)
    return turn.opened[key]


def _opened(turn: Turn, form_id: str, record_id: str) -> Mapping[str, object] | None:
    if form_id == PERSON:
        person = people.person_by_id(turn.connection, record_id)
        return None if person is None else person_view(turn, person)
    if form_id == DEPARTMENT:
        department = departments.department_by_id(turn.connection, record_id)
        return None if department is None else department_view(turn, department)
    table = turn.tables.form(form_id)
    record = get_records(turn.connection, table, [record_id]).get(record_id)
    return None if record is None else RecordView(turn, table, record)


class Known(Mapping[str, object]):
    """Somebody or something of the directory: plain facts, and links that open when they are read."""

    def __init__(self, turn: Turn, facts: Mapping[str, object], links: Mapping[str, tuple[str, str | None]]) -> None:
        self._turn = turn
        self._facts = facts
        self._links = links

    def __getitem__(self, name: str) -> object:
        return linked(self._turn, *self._links[name]) if name in self._links else self._facts[name]

    def __iter__(self) -> Iterator[str]:
        yield from (*self._facts, *self._links)

    def __len__(self) -> int:
        return len(self._facts) + len(self._links)


def person_view(turn: Turn, person: Person) -> Known:
    facts = {
        "id": person.id,
        "name": person.name,
        "login": person.login,
        "organisation": reference(person.organisation),
    }
    return Known(turn, facts, {"department": (DEPARTMENT, person.department)})


def department_view(turn: Turn, department: Department) -> Known:
    facts = {"id": department.id, "code": department.code, "name": department.name, "within": department.within}
    return Known(turn, facts, {"parent": (DEPARTMENT, department.parent), "head": (PERSON, department.head)})


def reference(record_id: str | None) -> Mapping[str, object] | None:
    """A record known by its id alone, as expressions compare it."""
    return None if record_id is None else {"id": record_id}


def surroundings(turn: Turn) -> Mapping[str, object]:
    """The names every expression may use beside a record's own."""
    if not turn.around:
        turn.around.update(_surroundings(turn))
    return turn.around


def _surroundings(turn: Turn) -> dict[str, object]:
    actor = turn.actor
    facts = {
        "id": actor.id,
        "name": actor.name,
        "login": actor.login,
        "roles": tuple(sorted(actor.roles)),
        "organisation": reference(actor.organisation),
    }
    me = Known(turn, facts, {"department": (DEPARTMENT, actor.department)})
    return {"me": me, "today": turn.today, "now": turn.now}


class Environment(Mapping[str, object]):
    """Everything an expression over one record can read: its names, `this`, and the surroundings."""

    def __init__(self, turn: Turn, form_id: str, record: Record) -> None:
        self.view = RecordView(turn, turn.tables.form(form_id), record)
        self._around = {**surroundings(turn), "this": self.view}

    def __getitem__(self, name: str) -> object:
        return self._around[name] if name in self._around else self.view[name]

    def __iter__(self) -> Iterator[str]:
        yield from (*self._around, *self.view)

    def __len__(self) -> int:
        return len(self._around) + len(self.view)
