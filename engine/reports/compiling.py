"""What compiling reports asks of its caller: the fields of the forms, and where to report what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from engine.lang.expressions import Expression, Scope, Type
from engine.lang.labels import Label
from engine.lang.problems import Path


class Checker(Protocol):
    """Turns faults of one file into findings; `path` is where in the document."""

    def check(self, text: str, path: Path, scope: Scope, expects: Type | None = None) -> Expression | None:
        """The expression, or None after reporting why not."""
        ...

    def fault(self, path: Path, code: str, sentence: str, suggestion: str | None = None) -> None: ...


class Fields(Protocol):
    """The forms, as far as reports need them. `of` is `form` or `form.table`, `path` a field through links."""

    def scope(self, of: str) -> Scope | None:
        """What an expression over one row may name; None where there is no such form or table."""
        ...

    def title(self, of: str, path: tuple[str, ...]) -> Label | None: ...

    def options(self, of: str, path: tuple[str, ...]) -> Mapping[str, Label]:
        """The titles of a choice field's options, in their order."""
        ...


def in_database(
    text: str, path: Path, scope: Scope, checker: Checker, expects: Type | None = None
) -> Expression | None:
    """The expression where the database can compute it; reports never read the rows to compute them elsewhere."""
    expression = checker.check(text, path, scope, expects)
    if expression is not None and expression.untranslatable:
        checker.fault(path, "not-in-database", expression.untranslatable)
        return None
    return expression
