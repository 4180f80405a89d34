"""The `task` node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from engine.flows.node import Pass
from engine.flows.outcome import DONE, Outcome
from engine.flows.signing import SignedNode, SignedStep
from engine.flows.state import TaskState
from engine.flows.step import Wiring
from engine.lang.model import Name


class Task(SignedStep):
    """Somebody does something and says so.

    With `decide: field` the options of that choice field are the buttons, and the one pressed is written to the field.
    """

    kind: ClassVar[str] = "task"
    example: ClassVar[str] = "{task: judge, by: role:purchasing, decide: disposition, deadline: 8 working hours}"

    task: Name
    decide: Name | None = None

    def compile(self, wiring: Wiring) -> TaskNode:
        buttons = self._buttons(wiring)
        return TaskNode(
            id=self.id,
            title=self.label,
            next=wiring.next,
            signers=self.signers(wiring),
            field_rights=self.rights(wiring),
            limit=self.limit(wiring, tuple(button.id for button in buttons)),
            buttons=buttons,
            field=self.decide,
        )

    def _buttons(self, wiring: Wiring) -> tuple[Outcome, ...]:
        if self.decide is None:
            return (DONE,)
        options = wiring.choices(self.decide)
        if options is None:
            sentence = f"'{self.decide}' is no choice field of this flow's form"
            wiring.checker.flaw((*wiring.path, "decide"), "decide-no-choice", sentence)
        return options or ()


@dataclass(frozen=True, kw_only=True)
class TaskNode(SignedNode):
    """Waits for one person of those asked."""

    buttons: tuple[Outcome, ...]
    field: str | None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return self.buttons

    def writes(self, outcome: str) -> Mapping[str, object]:
        return {self.field: outcome} if self.field else {}

    def decide(self, outcome: str, tasks: Sequence[TaskState]) -> Pass:
        del tasks
        return Pass(self.after(outcome), outcome)
