"""An action as written in a rule or in a `do` node, and the compiled one that makes effects from a record's values."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

from engine.lang.addresses import Address
from engine.lang.checker import Checker
from engine.lang.expressions import Expression, RecordType
from engine.lang.model import Definition
from engine.lang.problems import Path
from engine.lang.records import RecordRef
from engine.rules.effects import Effect

THIS = "this"
"""The record the rule is about, as an expression."""


class Action(Protocol):
    """A compiled action."""

    def effects(self, values: Mapping[str, object]) -> tuple[Effect, ...]:
        """What it wants done, given the record's values as expressions see them."""


@dataclass(frozen=True, slots=True)
class Started:
    """A flow named at a path; `form` is the form its record is of: `this` for the rule's own, None when not written."""

    path: Path
    flow: str
    form: str | None


@dataclass(frozen=True, slots=True)
class Touch:
    """What an action does to records: a new one of `form`, or (`of`, an expression) fields of one there is."""

    assigned: Mapping[str, str]
    form: str | None = None
    of: str = THIS


class ActionDefinition(Definition, ABC):
    """An action as written: `- freeze: {lot: lot}`; the first key names its kind."""

    kind: ClassVar[str]
    example: ClassVar[str]
    speaks: ClassVar[bool] = False
    """Whether it is meant for the person who acts."""

    def touches(self) -> tuple[Touch, ...]:
        """The records it makes and changes, for checks of what other rules hear of."""
        return ()

    def addresses(self) -> tuple[tuple[Path, Address], ...]:
        """Whom it names and where, for checks against the roles there are."""
        return ()

    def started(self) -> tuple[Started, ...]:
        """The flows it starts, for checks against those there are."""
        return ()

    def lots(self) -> tuple[tuple[Path, str], ...]:
        """Expressions that have to name a lot and where they stand, for checks against the lots there are."""
        return ()

    @abstractmethod
    def compile(self, checker: Checker, path: Path) -> Action:
        """The action for use; what is wrong with it is left with the checker."""


class Target:
    """An expression that names one record, such as `this`, `lot` or `order.supplier`."""

    def __init__(self, expression: Expression) -> None:
        self.expression = expression

    @classmethod
    def compile(cls, text: str, checker: Checker, path: Path) -> Target:
        flaws = len(checker.flaws)
        expression = checker.expression(path, text)
        if len(checker.flaws) == flaws and not isinstance(expression.type, RecordType):
            checker.flaw(path, "record-expected", f"'{text}' is no record")
        return cls(expression)

    @property
    def form(self) -> str:
        type_ = self.expression.type
        return type_.form if isinstance(type_, RecordType) else ""

    def find(self, values: Mapping[str, object]) -> RecordRef | None:
        """The record it names now; none when the link is empty."""
        found = stored(self.expression.evaluate(values))
        return RecordRef(self.form, found) if isinstance(found, str) else None


def stored(value: object) -> object:
    """A value as a field stores it: a record becomes its id."""
    return value.get("id") if isinstance(value, Mapping) else value
