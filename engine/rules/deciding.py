"""Decision tables a rule decides by: what they decide stands in the rule's expressions under the table's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.lang.checker import Checker
from engine.lang.diagnostics import did_you_mean
from engine.lang.expressions import Scope, Type
from engine.lang.expressions.types import DECIDED, UNKNOWN, FieldTypes
from engine.lang.problems import Path
from engine.rules.tables.table import DecisionTable


@dataclass(frozen=True, slots=True)
class Hit:
    """A row of a decision table that decided, counted from 1."""

    table: str
    row: int


@dataclass(frozen=True, slots=True)
class Deciding:
    """The tables there are; `known` holds the ids of broken ones too, of which nothing more is said."""

    tables: Mapping[str, DecisionTable] = field(default_factory=dict)
    known: frozenset[str] = frozenset()

    def chosen(self, names: Sequence[str], form: str, checker: Checker, path: Path) -> tuple[DecisionTable, ...]:
        """The tables of these names; what is wrong with a name is left with the checker."""
        for index, name in enumerate(names):
            where = (*path, index)
            if name not in self.known:
                sentence = f"there is no decision table '{name}'"
                checker.flaw(where, "table-unknown", sentence, did_you_mean(name, sorted(self.known)))
            elif name in self.tables and self.tables[name].form != form:
                sentence = f"table '{name}' is for '{self.tables[name].form}' records, and this rule for '{form}'"
                checker.flaw(where, "table-form", sentence)
            elif name in checker.scope.names:
                sentence = f"form '{form}' has a field '{name}', and a table of that name hides it"
                checker.flaw(where, "name-twice", sentence, "give the table another name")
        return tuple(self.tables[name] for name in names if name in self.tables)

    def scope(self, names: Sequence[str], around: Scope) -> Scope:
        """The rule's scope with what the tables decide."""

        def fields_of(form: str) -> FieldTypes:
            table = self.tables.get(form.removeprefix(DECIDED)) if form.startswith(DECIDED) else None
            return around.forms(form) if table is None else table.fields

        found: dict[str, Type] = {name: self.tables[name].type if name in self.tables else UNKNOWN for name in names}
        return Scope({**around.names, **found}, fields_of, around.outer, around.grouped) if names else around


class Decided(Mapping[str, object]):
    """A record's values with what tables have decided for it."""

    def __init__(self, values: Mapping[str, object], decided: Mapping[str, object]) -> None:
        self._values = values
        self._decided = decided

    def __getitem__(self, name: str) -> object:
        return self._decided[name] if name in self._decided else self._values[name]

    def __iter__(self) -> Iterator[str]:
        yield from (*self._decided, *self._values)

    def __len__(self) -> int:
        return len(self._decided) + len(self._values)


def decided(
    tables: Sequence[DecisionTable], values: Mapping[str, object]
) -> tuple[Mapping[str, object], tuple[Hit, ...]]:
    """The values with what each table decides, and the rows that decided. No table sees what another decided."""
    if not tables:
        return values, ()
    found = {table.id: table.decide(values) for table in tables}
    hits = tuple(Hit(name, row) for name, (_, rows) in found.items() for row in rows)
    return Decided(values, {name: outcome for name, (outcome, _) in found.items()}), hits
