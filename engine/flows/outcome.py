"""The outcomes a person may choose from at a task: the buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.lang.labels import Label


@dataclass(frozen=True, slots=True)
class Outcome:
    """One button: its id (the value recorded), its title and its tone (pass, fail, near, frozen, neutral, action)."""

    id: str
    title: Label
    tone: str = "action"


APPROVE = Outcome("approve", Label("同意", "Approve"), "pass")
REJECT = Outcome("reject", Label("驳回", "Reject"), "fail")
DONE = Outcome("done", Label("完成", "Done"))

ChoicesOf = Callable[[str], tuple[Outcome, ...] | None]
"""The options of a choice field of the flow's form as outcomes; none when there is no such choice field."""
