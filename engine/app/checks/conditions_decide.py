"""A condition decides something: it neither always holds nor never does, whatever the record is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.app.findings import finding
from engine.app.names import Names
from engine.app.scopes import Scopes
from engine.app.written import Written
from engine.forms.field_kind import FieldKind
from engine.lang.diagnostics import Diagnostic, Path
from engine.lang.expressions import BOOLEAN, Expression, Scope, check
from engine.lang.expressions.demands import contradicts
from engine.lang.labels import Label
from engine.lang.source import Source

CODES = {"condition-constant": Label("条件恒成立或永不成立", "The condition always holds, or never does")}

Found = tuple[Source, Path, str, Scope]
_PLAIN = ("true", "false")


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    scopes = Scopes(names)
    for source, path, text, scope in _conditions(written, scopes):
        expression = check(text, scope, BOOLEAN)
        if isinstance(expression, Expression) and (says := _says(expression)):
            found = finding(source, path, "condition-constant", *says)
            yield replace(found, severity="warning")


def _says(expression: Expression) -> tuple[str, str] | None:
    """The sentence and the way out, where the condition decides nothing."""
    if expression.constant:
        always = expression.holds({})
        sentence = f"this {'always' if always else 'never'} holds, whatever the record is"
        return sentence, "leave the condition out" if always else "remove what it stands at, or ask for a field"
    field = contradicts(expression.tree)
    if field is None:
        return None
    sentence = f"this never holds: '{'.'.join(field)}' cannot have two values at once"
    return sentence, "write 'or', or 'in (…)'"


def _conditions(written: Written, scopes: Scopes) -> Iterator[Found]:
    for rule in written.rules.values():
        scope = scopes.find(rule.definition.on.form)
        if scope and rule.definition.when is not None:
            yield rule.source, ("when",), rule.definition.when, scope
    for flow in written.flows.values():
        scope = scopes.find(flow.definition.for_)
        if scope:
            yield from ((flow.source, path, text, scope) for path, text in _whens(flow.source.value, ()))
    for form_id, form in written.forms.items():
        yield from _of_fields(form.source, form_id, form.definition.kinds, scopes)


def _whens(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every `when` of a flow, at whatever depth."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key == "when" and isinstance(part, str | bool):
                yield (*path, key), part if isinstance(part, str) else str(part).lower()
            else:
                yield from _whens(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _whens(part, (*path, index))


def _of_fields(source: Source, form_id: str, kinds: Mapping[str, FieldKind], scopes: Scopes) -> Iterator[Found]:
    """Conditions of fields and columns; `visible: true` is no condition."""
    for name, kind in kinds.items():
        yield from _of_field(source, ("fields", name), kind, scopes.record(form_id))
        for column, inner in kind.columns.items():
            path = ("fields", name, "fields", column)
            yield from _of_field(source, path, inner, scopes.row(form_id, name))


def _of_field(source: Source, path: Path, kind: FieldKind, scope: Scope) -> Iterator[Found]:
    for asked in kind.asked():
        if asked.expects == BOOLEAN and asked.target is None and asked.text not in _PLAIN:
            yield source, (*path, *asked.path), asked.text, scope
