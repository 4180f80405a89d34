"""The `approve` node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from engine.flows.node import Decided, Finish, Pass, Stay
from engine.flows.outcome import APPROVE, REJECT, Outcome
from engine.flows.signing import SignedNode, SignedStep
from engine.flows.state import TaskState
from engine.flows.step import Wiring
from engine.lang.model import Name


class Approve(SignedStep):
    """People approve or reject.

    `mode: any`: the first decision counts for all. `mode: all`: everybody has to approve, the first reject decides.
    A reject goes back to the node named by `on_reject`; without it the flow ends 'rejected'.
    """

    kind: ClassVar[str] = "approve"
    example: ClassVar[str] = (
        "{approve: review, by: role:quality_director, mode: all, deadline: 2 working days, on_reject: judge}"
    )

    approve: Name
    mode: Literal["any", "all"] = "any"
    on_reject: Name | None = None

    def compile(self, wiring: Wiring) -> ApproveNode:
        if self.on_reject is not None:
            wiring.goto((*wiring.path, "on_reject"), self.on_reject)
        return ApproveNode(
            id=self.id,
            title=self.label,
            next=wiring.next,
            signers=self.signers(wiring, everybody=self.mode == "all"),
            field_rights=self.rights(wiring),
            limit=self.limit(wiring, (APPROVE.id, REJECT.id)),
            on_reject=self.on_reject,
        )


@dataclass(frozen=True, kw_only=True)
class ApproveNode(SignedNode):
    """Waits for one approval or for everybody's; what is required is required to approve, not to reject."""

    on_reject: str | None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return (APPROVE, REJECT)

    def required(self, outcome: str) -> tuple[str, ...]:
        return self.field_rights.require if outcome == APPROVE.id else ()

    def targets(self) -> tuple[str | None, ...]:
        return (self.next, self.on_reject) if self.on_reject else (self.next,)

    def after(self, outcome: str) -> str | None:
        return self.on_reject if outcome == REJECT.id else self.next

    def decide(self, outcome: str, tasks: Sequence[TaskState]) -> Decided:
        if outcome == REJECT.id:
            return Pass(self.after(outcome), outcome) if self.on_reject else Finish("rejected")
        if all(task.outcome == APPROVE.id for task in tasks):
            return Pass(self.after(outcome), outcome)
        return Stay()
