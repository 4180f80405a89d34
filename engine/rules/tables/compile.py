"""From a decision table as written to one for use, or every flaw in it, each at its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from engine.lang.checker import Checker
from engine.lang.diagnostics import did_you_mean
from engine.lang.domains import Domain
from engine.lang.expressions import (
    BOOLEAN,
    DATE,
    MOMENT,
    NUMBER,
    TEXT,
    ChoiceType,
    Expression,
    RecordType,
    RowsType,
    Scope,
    Type,
)
from engine.lang.expressions.types import DECIDED, UNKNOWN, ListType, words
from engine.lang.flaws import Flaw
from engine.lang.labels import Label
from engine.lang.problems import Path
from engine.rules.cells import ANYTHING, Cell, WrittenCell, WrittenTerm, literal
from engine.rules.tables.axes import Axis
from engine.rules.tables.definition import FieldOutput, ListedOutput, Output, TableDefinition
from engine.rules.tables.hits import AnyRow, Collect, First, Gathered, HitPolicy, Priority, Unique
from engine.rules.tables.table import DecisionTable, Input, Row
from engine.rules.terms import Value

PLAIN: Mapping[str, Type] = {"number": NUMBER, "text": TEXT, "yes_no": BOOLEAN, "date": DATE}
DomainOf = Callable[[tuple[str, ...]], Domain]


def compile_table(definition: TableDefinition, scope: Scope, domain_of: DomainOf) -> DecisionTable | tuple[Flaw, ...]:
    """`scope` is the scope of the table's form, which the caller has found to exist; `domain_of` knows its fields."""
    checker = Checker(scope)
    expressions = {name: _input(name, text, checker) for name, text in definition.inputs.items()}
    fields = {name: _type(output, checker, ("outputs", name)) for name, output in definition.outputs.items()}
    _twice(definition, checker)
    policy = _policy(definition, fields, checker)
    rows = tuple(_row(index, row, expressions, fields, checker) for index, row in enumerate(definition.rows))
    otherwise = None if definition.otherwise is None else _otherwise(definition.otherwise, fields, checker)
    if checker.flaws:
        return tuple(checker.flaws)
    inputs = tuple(
        Input(
            expression, Axis.cut(name, expression.type, (row.cells[at] for row in rows), _domain(expression, domain_of))
        )
        for at, (name, expression) in enumerate(expressions.items())
    )
    type_, given = policy.type(RecordType(DECIDED + definition.table), fields)
    title = definition.title or Label.both(definition.table)
    return DecisionTable(definition.table, title, definition.for_, policy, inputs, rows, otherwise, type_, given)


def _input(name: str, text: str, checker: Checker) -> Expression:
    path = ("inputs", name)
    flaws = len(checker.flaws)
    expression = checker.expression(path, text)
    if len(checker.flaws) == flaws and (expression.type == MOMENT or isinstance(expression.type, ListType | RowsType)):
        sentence = f"'{text}' is {words(expression.type)}, which cells cannot tell apart"
        checker.flaw(path, "type-wrong", sentence, "look at numbers, dates, choices, texts, yes or no")
    return expression


def _type(output: Output, checker: Checker, path: Path) -> Type:
    if isinstance(output, ListedOutput):
        return ChoiceType(output.one_of)
    if isinstance(output, str):
        return PLAIN[output]
    return _like_field(output, checker, (*path, "field"))


def _like_field(output: FieldOutput, checker: Checker, path: Path) -> Type:
    type_ = checker.scope.names.get(output.field)
    if type_ is None:
        sentence = f"the record has no field '{output.field}'"
        checker.flaw(path, "field-unknown", sentence, did_you_mean(output.field, checker.scope.names))
    elif type_ not in (*PLAIN.values(), UNKNOWN) and not isinstance(type_, ChoiceType):
        checker.flaw(path, "type-wrong", f"'{output.field}' is {words(type_)}, which a cell cannot hold")
    return UNKNOWN if type_ is None else type_


def _twice(definition: TableDefinition, checker: Checker) -> None:
    for name in definition.outputs:
        if name in definition.inputs:
            checker.flaw(
                ("outputs", name), "name-twice", f"'{name}' is an input already", "give one of them another name"
            )


def _policy(definition: TableDefinition, fields: Mapping[str, Type], checker: Checker) -> HitPolicy:
    if definition.hit == "priority":
        return _priority(fields, checker)
    if definition.hit != "collect":
        if definition.collect != "rows":
            checker.flaw(("collect",), "key-unknown", "'collect' belongs to 'hit: collect'", "write 'hit: collect'")
        return {"first": First, "unique": Unique, "any": AnyRow}[definition.hit]()
    if definition.otherwise is not None:
        checker.flaw(
            ("otherwise",), "key-unknown", "with 'hit: collect' nothing is collected otherwise", "leave it out"
        )
    if definition.collect == "rows":
        return Collect()
    for name, type_ in fields.items():
        if definition.collect != "count" and type_ not in (NUMBER, UNKNOWN):
            sentence = f"'{name}' is {words(type_)}, and only numbers have a {definition.collect}"
            checker.flaw(("outputs", name), "type-wrong", sentence)
    return Gathered(definition.collect)


def _priority(fields: Mapping[str, Type], checker: Checker) -> HitPolicy:
    name, type_ = next(iter(fields.items()))
    if isinstance(type_, ChoiceType):
        return Priority(name, type_.options)
    if type_ != UNKNOWN:
        sentence = f"'hit: priority' goes by the order of words, and '{name}' is {words(type_)}"
        checker.flaw(("outputs", name), "type-wrong", sentence, "list them: 'one_of: [stop, hold, go]'")
    return First()


def _row(
    index: int,
    row: Mapping[str, WrittenCell],
    inputs: Mapping[str, Expression],
    fields: Mapping[str, Type],
    checker: Checker,
) -> Row:
    path = ("rows", index)
    _known(row, (*inputs, *fields), checker, path)
    cells = tuple(
        Cell.compile(row[name], expression.type, checker, (*path, name)) if name in row else ANYTHING
        for name, expression in inputs.items()
    )
    return Row(
        index + 1, cells, {name: _value(row.get(name), type_, checker, (*path, name)) for name, type_ in fields.items()}
    )


def _otherwise(written: Mapping[str, WrittenTerm], fields: Mapping[str, Type], checker: Checker) -> Mapping[str, Value]:
    _known(written, fields, checker, ("otherwise",))
    return {name: _value(written.get(name), type_, checker, ("otherwise", name)) for name, type_ in fields.items()}


def _known(row: Iterable[str], names: Iterable[str], checker: Checker, path: Path) -> None:
    known = tuple(names)
    for name in row:
        if name not in known:
            sentence = f"the table has no input or output '{name}'"
            checker.flaw((*path, name), "table-column", sentence, did_you_mean(name, known))


def _value(written: WrittenCell | None, type_: Type, checker: Checker, path: Path) -> Value:
    """An output's value; one that is left out, or `empty`, is empty."""
    if written is None or written == "empty":
        return None
    if isinstance(written, tuple):
        checker.flaw(path, "type-wrong", "an output is one value, and this is a list")
        return None
    return literal(written, type_, checker, path)


def _domain(expression: Expression, domain_of: DomainOf) -> Domain:
    """What is known of an input that is a plain field; nothing of one that is computed here."""
    path = tuple(expression.text.strip().split("."))
    return domain_of(path) if expression.paths == {path} else Domain()
