"""`field: expression` pairs: the fields an action writes, checked against the form they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator

from engine.lang.checker import Checker
from engine.lang.diagnostics import did_you_mean
from engine.lang.expressions import Expression, Type
from engine.lang.model import ExpressionText, Name
from engine.lang.problems import Path
from engine.rules.action import stored


def _emptied(value: object) -> object:
    return "null" if value is None else value


Assigned = Mapping[Name, Annotated[ExpressionText, BeforeValidator(_emptied)]]
"""As written; `field: null` empties the field."""


def fields_of(form: str, checker: Checker, path: Path) -> Mapping[str, Type] | None:
    """The fields of a form by name and type; none, and a flaw, when there is no such form."""
    try:
        return checker.scope.forms(form)
    except KeyError:
        checker.flaw(path, "form-unknown", f"there is no form '{form}'")
        return None


@dataclass(frozen=True, slots=True)
class Assignments:
    """Compiled pairs; all are evaluated before any is written, so their order means nothing."""

    pairs: tuple[tuple[str, Expression], ...]

    @classmethod
    def compile(
        cls, assigned: Mapping[str, str], fields: Mapping[str, Type] | None, form: str, checker: Checker, path: Path
    ) -> Assignments:
        """`fields` is none when the form itself is unknown; then only the expressions are checked."""
        pairs: list[tuple[str, Expression]] = []
        for field, text in assigned.items():
            if fields is not None and field not in fields:
                sentence = f"form '{form}' has no field '{field}'"
                checker.flaw((*path, field), "field-unknown", sentence, did_you_mean(field, fields))
            expects = None if fields is None else fields.get(field)
            pairs.append((field, checker.expression((*path, field), text, expects)))
        return cls(tuple(pairs))

    def values(self, values: Mapping[str, object]) -> dict[str, object]:
        return {field: stored(expression.evaluate(values)) for field, expression in self.pairs}
