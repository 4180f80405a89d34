"""Checks expressions of `trace.yaml` that have to name a record or a lot."""

from __future__ import annotations

from engine.lang.checker import Checker
from engine.lang.expressions import Expression, RecordType, Scope
from engine.lang.flaws import Flaw
from engine.lang.problems import Path


class LotChecker(Checker):
    """A checker that knows which forms are lots."""

    def __init__(self, scope: Scope, lots: frozenset[str], flaws: list[Flaw] | None = None) -> None:
        super().__init__(scope, flaws)
        self.lots = lots

    def within(self, scope: Scope) -> LotChecker:
        return LotChecker(scope, self.lots, self.flaws)

    def record(self, path: Path, text: str) -> Expression:
        """An expression that names a record of any form, or a person."""
        before = len(self.flaws)
        found = self.expression(path, text)
        if len(self.flaws) == before and not isinstance(found.type, RecordType):
            self.flaw(path, "record-expected", f"'{text}' is no record")
        return found

    def lot(self, path: Path, text: str) -> Expression:
        """An expression that names a lot."""
        before = len(self.flaws)
        found = self.record(path, text)
        if len(self.flaws) == before and isinstance(found.type, RecordType) and found.type.form not in self.lots:
            sentence = f"'{text}' is a record of form '{found.type.form}', which is not among the lots"
            self.flaw(path, "lot-expected", sentence, "the lots are " + ", ".join(sorted(self.lots)))
        return found
