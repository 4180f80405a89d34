"""Only lots are frozen and released: records of a form that trace.yaml declares as lots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.app.actions import written_actions
from engine.app.findings import finding
from engine.app.names import Names
from engine.app.scopes import Scopes
from engine.app.written import Written
from engine.lang.diagnostics import Diagnostic
from engine.lang.expressions import Expression, RecordType, check
from engine.lang.labels import Label

CODES: Mapping[str, Label] = {}
"""It shares its code with the engines: `lot-expected`."""


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    scopes = Scopes(names)
    held = (
        (source, (*path, *inside), form, text)
        for source, path, form, action in written_actions(written)
        for inside, text in action.lots()
    )
    for source, path, form_id, text in held:
        scope = scopes.find(form_id)
        expression = check(text, scope) if scope else None
        if not isinstance(expression, Expression) or not isinstance(expression.type, RecordType):
            continue
        if expression.type.form not in names.lots:
            sentence = f"'{text}' is a '{expression.type.form}' record, and no lot"
            way_out = "the lots are " + ", ".join(sorted(names.lots)) if names.lots else "declare lots in trace.yaml"
            yield finding(source, path, "lot-expected", sentence, way_out)
