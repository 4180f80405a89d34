"""One entry of a case into a node, with what it has to do at which instant while it is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from engine.lang.labels import Label
from engine.lang.wording import wording


@dataclass(frozen=True, slots=True)
class Note:
    """Something the engine did that people should be able to read later, such as a task nobody was found for."""

    node: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    def message(self) -> Label:
        return wording(self.code, self.values)


@dataclass(frozen=True, slots=True)
class Timer:
    """What a deadline does at a stored instant; `index` says which of the node's escalations it is."""

    at: datetime
    does: Literal["remind", "escalate", "auto"]
    index: int = 0
    fired_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Activation:
    """One entry of the case into a node. `visit` counts entries into this node; votes count within one activation.

    `cause` is the activation the case came from. `stuck` says why nothing moves here until somebody puts it right.
    """

    id: str
    node: str
    visit: int
    opened_at: datetime
    closed_at: datetime | None = None
    outcome: str | None = None
    cause: str | None = None
    round: int = 1
    due: datetime | None = None
    timers: tuple[Timer, ...] = ()
    stuck: Note | None = None

    @property
    def wake_at(self) -> datetime | None:
        """The next instant at which something is to be done here."""
        waiting = [timer.at for timer in self.timers if timer.fired_at is None and self.closed_at is None]
        return min(waiting, default=None)
