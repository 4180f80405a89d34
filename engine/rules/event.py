"""What sets a rule off: the event as it is written, the trigger it compiles to, and what really happened."""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from engine.lang.checker import Checker
from engine.lang.model import Definition
from engine.lang.problems import Path
from engine.rules.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened to a record of a form. `before` and `after` are its values as stored, where it was changed.

    For a decision: the flow, the step (none at the end of the flow) and the outcome.
    """

    form: str
    verb: str
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    flow: str | None = None
    step: str | None = None
    outcome: str | None = None


class Trigger(Protocol):
    """A compiled event: which happenings it means."""

    @property
    def form(self) -> str: ...

    @property
    def verb(self) -> str: ...

    def hears(self, event: Event) -> bool:
        """Asked of events of its own form and verb only."""
        ...


@dataclass(frozen=True, slots=True)
class Plain:
    """Every event of this verb on the form."""

    form: str
    verb: str

    def hears(self, event: Event) -> bool:
        del event
        return True


@dataclass(frozen=True, slots=True)
class Awaited:
    """A decision a rule waits for: a step of a flow, or (no step) the flow's end; no outcome means every one."""

    path: Path
    flow: str
    step: str | None
    outcomes: tuple[str, ...]


class EventDefinition(Definition, ABC):
    """An event as written: `{changed: lot, field: quality, to: rejected}`; the first key names its kind."""

    kind: ClassVar[str]
    example: ClassVar[str]

    @property
    def form(self) -> str:
        """The form whose records it is about."""
        form: str = getattr(self, self.kind)
        return form

    @property
    def narrowed(self) -> str | None:
        """The only field whose changes it means."""
        return None

    def impossible(self) -> str | None:
        """The key that makes it mean nothing that can happen."""
        return None

    @property
    def form_path(self) -> Path:
        """Where the form stands in the event."""
        return (self.kind,)

    def awaited(self) -> Awaited | None:
        """The decision it waits for, for checks against the flows there are."""
        return None

    def schedule(self, checker: Checker, path: Path) -> Schedule | None:
        """When it happens by itself; None for what people and rules do."""
        del checker, path
        return None

    def compile(self, checker: Checker, path: Path) -> Trigger:
        """The trigger; what is wrong is left with the checker, whose scope is that of the form."""
        del checker, path
        return Plain(self.form, self.kind)
