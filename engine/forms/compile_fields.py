"""The fields of a form, compiled: each with its expressions, a table with its columns and where its rows come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from engine.forms.definition import FormDefinition
from engine.forms.field import Field
from engine.forms.field_kind import Asked, FieldKind
from engine.forms.field_types.table import SOURCE_ROW
from engine.forms.field_types.text import Text
from engine.forms.live import Live
from engine.forms.options import Option
from engine.lang.checker import Checker
from engine.lang.diagnostics import did_you_mean
from engine.lang.expressions import NOTHING, TEXT, ChoiceType, Expression, RowsType, Scope, Type
from engine.lang.expressions.types import UNKNOWN, common, words
from engine.lang.flaws import Flaw
from engine.lang.problems import Path

OptionSets = Mapping[str, Mapping[str, Option]]


class Scopes(Protocol):
    """What the expressions of a form may name; KeyError where there is no such form or table."""

    def record(self, form_id: str) -> Scope: ...

    def row(self, form_id: str, table: str) -> Scope: ...

    def where(self, form_id: str, target: str) -> Scope: ...

    def kind_at(self, form_id: str, path: tuple[str, ...]) -> FieldKind | None: ...


def _writable(type_: Type | None) -> bool:
    return type_ == TEXT or isinstance(type_, ChoiceType)


class FieldCompiler:
    """One form's fields, their flaws kept in the checker."""

    def __init__(self, definition: FormDefinition, sets: OptionSets, scopes: Scopes, checker: Checker) -> None:
        self.form = definition.form
        self.definition = definition
        self.sets = sets
        self.scopes = scopes
        self.checker = checker
        self.unknown = False
        """Whether a form or an option set was named that there is not."""

    def fields(self) -> tuple[Field, ...]:
        parts: tuple[tuple[int, str], ...] = ()
        found: list[Field] = []
        for name, kind in self.definition.fields.items():
            if kind.part:
                parts = tuple(each for each in parts if each[0] < kind.part)
            found.append(self._field(name, kind, tuple(part for _, part in parts)))
            if kind.part:
                parts = (*parts, (kind.part, name))
        return tuple(found)

    def _field(self, name: str, written: FieldKind, parts: tuple[str, ...]) -> Field:
        path = ("fields", name)
        kind = self._filled(written)
        expressions = dict(self._expressions(kind, path, self.checker))
        source = self._source(kind, path)
        if source is not None:
            expressions[("from",)] = source
            kind = kind.with_copied(self._copied(kind, source, path))
        self._pattern(kind, path, self.checker)
        kind = self._live(kind, expressions, path)
        columns = tuple(self._columns(name, kind, path))
        return Field(name, kind, expressions, columns, parts)

    def _columns(self, table: str, kind: FieldKind, path: Path) -> Iterator[Field]:
        if not kind.columns:
            return
        checker = self.checker.within(self.scopes.row(self.form, table))
        for name, column in kind.columns.items():
            here = (*path, "fields", name)
            self._pattern(column, here, checker)
            yield Field(name, column, dict(self._expressions(column, here, checker)))
        if kind.source is not None:
            yield Field(SOURCE_ROW, Text(max_length=64), drawn=False)

    def _filled(self, kind: FieldKind) -> FieldKind:
        """The field with its option sets put in."""
        try:
            return kind.with_options(self.sets)
        except KeyError:
            self.unknown = True
            return kind

    def _expressions(self, kind: FieldKind, path: Path, checker: Checker) -> Iterator[tuple[Path, Expression]]:
        for asked in kind.asked():
            here = (*path, *asked.path)
            if asked.target is None:
                yield asked.path, checker.expression(here, asked.text, asked.expects)
                continue
            try:
                scope = self._scope(asked, asked.target)
            except KeyError:
                self.unknown = True
                continue
            expression = checker.within(scope).expression(here, asked.text, asked.expects)
            if expression.untranslatable:
                checker.flaw(here, "not-in-database", expression.untranslatable)
            yield asked.path, expression

    def _scope(self, asked: Asked, target: str) -> Scope:
        if asked.about == "choice":
            return self.scopes.where(self.form, target)
        return replace(self.scopes.record(target), grouped=asked.about == "group")

    def _live(self, kind: FieldKind, expressions: Mapping[Path, Expression], path: Path) -> FieldKind:
        """What a live value is shown as; where it comes from has to lead here, or away through links."""
        live = kind.live
        if live is None or self.unknown:
            return kind
        if live.source is None:
            return self._looked_up(kind, live, expressions[("of",)], path)
        link = self.scopes.kind_at(live.source, (live.link or "",))
        if link is None or not link.stored or link.target != self.form:
            sentence = f"'{live.link}' of '{live.source}' is no link to '{self.form}'"
            self.checker.flaw((*path, "from"), "roll-up-link", sentence, "name the field that leads here")
            return kind
        return kind.with_type(expressions[("value",)].type)

    def _looked_up(self, kind: FieldKind, live: Live, of: Expression, path: Path) -> FieldKind:
        shown = self.scopes.kind_at(self.form, live.path)
        if of.type in (UNKNOWN, NOTHING) or (shown is not None and shown.column_type() is not None):
            return kind.with_shown(shown) if shown is not None else kind
        sentence = f"'{'.'.join(live.path)}' is no field with a value of its own behind a link"
        self.checker.flaw((*path, "of"), "lookup-of", sentence, "end the path at a field the linked record keeps")
        return kind

    def _pattern(self, kind: FieldKind, path: Path, checker: Checker) -> None:
        """What a serial number is made of must be writable: a text or a choice of the row or the record."""
        for part in kind.counted.fields if kind.counted is not None else ():
            type_ = checker.scope.find(part.text)
            if not (type_ in (TEXT, UNKNOWN) or isinstance(type_, ChoiceType)):
                usable = [name for name in checker.scope.all_names() if _writable(checker.scope.find(name))]
                sentence = f"'{part.text}' cannot be part of a number: only a text or a choice can"
                way_out = did_you_mean(part.text, usable)
                checker.flaws.append(Flaw((*path, "pattern"), "number-pattern", sentence, way_out, part.offset))

    def _source(self, kind: FieldKind, path: Path) -> Expression | None:
        if kind.source is None:
            return None
        found = self.checker.expression((*path, "from"), kind.source, RowsType({}))
        return found if isinstance(found.type, RowsType) else None

    def _copied(self, kind: FieldKind, source: Expression, path: Path) -> tuple[str, ...]:
        """The columns that the source has too. A computed column of that name stays computed."""
        theirs = source.type.fields if isinstance(source.type, RowsType) else {}
        copied = tuple(name for name, column in kind.columns.items() if name in theirs and not column.computed)
        for name in copied:
            own = kind.columns[name].expression_type()
            if own is None or common(own, theirs[name]) is None:
                sentence = f"'{name}' is {words(theirs[name])} in '{kind.source}', which cannot be copied here"
                self.checker.flaw((*path, "fields", name), "copy-type", sentence, "use the same kind, or another name")
        if not copied:
            sentence = f"no column has the name of a column of '{kind.source}', so nothing would be copied"
            self.checker.flaw((*path, "from"), "copy-nothing", sentence, f"its columns are {', '.join(theirs)}")
        return copied
