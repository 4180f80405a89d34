"""Checks the expressions of one definition and keeps every flaw, so that all findings come at once."""

from __future__ import annotations

from engine.lang.expressions import Expression, Faults, Scope, Type, check
from engine.lang.expressions.types import UNKNOWN
from engine.lang.flaws import FOLLOWS, Flaw
from engine.lang.problems import Path


class Checker:
    """One definition's scope and the flaws found in it so far.

    After a fault the caller gets the expression `null` to go on with; whoever finishes the definition looks at `flaws`
    and throws the half-made result away.
    """

    def __init__(self, scope: Scope, flaws: list[Flaw] | None = None) -> None:
        self.scope = scope
        self.flaws: list[Flaw] = [] if flaws is None else flaws

    def within(self, scope: Scope) -> Checker:
        """A checker for a part with a scope of its own; both keep their flaws together."""
        return Checker(scope, self.flaws)

    def flaw(self, path: Path, code: str, sentence: str, suggestion: str | None = None) -> None:
        self.flaws.append(Flaw(path, code, sentence, suggestion))

    def expression(self, path: Path, text: str, expects: Type | None = None) -> Expression:
        found = check(text, self.scope, expects)
        if isinstance(found, Expression):
            if found.type == UNKNOWN:
                self.flaw(path, FOLLOWS, f"'{text}' reads something that is wrong itself")
            return found
        self.faults(path, found)
        return _null()

    def faults(self, path: Path, found: Faults, shift: int = 0) -> None:
        """Takes over the faults of a text at `path`; `shift` is where the text begins inside the whole value."""
        self.flaws.extend(
            Flaw(path, fault.code, fault.sentence, fault.suggestion, fault.offset + shift, fault.length)
            for fault in found.faults
        )


def _null() -> Expression:
    null = check("null", Scope({}))
    if not isinstance(null, Expression):
        raise TypeError("the expression null is no longer valid")
    return null
