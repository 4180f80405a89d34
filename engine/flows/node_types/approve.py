"""The `approve` node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from engine.flows.node import Decided, Env, Finish, Pass, Stay, Wait
from engine.flows.outcome import APPROVE, REJECT, Outcome
from engine.flows.people import each_person
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
    example: ClassVar[str] = "{approve: concession_review, by: role:quality_director, mode: any, on_reject: judge}"

    approve: Name
    mode: Literal["any", "all"] = "any"
    on_reject: Name | None = None

    def compile(self, wiring: Wiring) -> ApproveNode:
        self.check_fields(wiring)
        if self.on_reject is not None:
            wiring.goto((*wiring.path, "on_reject"), self.on_reject)
        return ApproveNode(
            id=self.id,
            title=self.label,
            next=wiring.next,
            by=self.finders(wiring),
            fields=self.edit,
            needed=self.require,
            within=self.within,
            everybody=self.mode == "all",
            on_reject=self.on_reject,
        )


@dataclass(frozen=True, kw_only=True)
class ApproveNode(SignedNode):
    """Waits for one approval or for everybody's; what is required is required to approve, not to reject."""

    everybody: bool
    on_reject: str | None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return (APPROVE, REJECT)

    def required(self, outcome: str) -> tuple[str, ...]:
        return self.needed if outcome == APPROVE.id else ()

    def targets(self) -> tuple[str | None, ...]:
        return (self.next, self.on_reject) if self.on_reject else (self.next,)

    def enter(self, env: Env, initiator: str | None) -> Wait:
        found = self.assignees(env, initiator)
        if self.everybody:
            return self.wait(env, tuple((person,) for person in each_person(found, env.people)))
        return self.wait(env, (found,) if found else ())

    def decide(self, outcome: str, tasks: Sequence[TaskState]) -> Decided:
        if outcome == REJECT.id:
            return Pass(self.on_reject, outcome) if self.on_reject else Finish("rejected")
        if all(task.outcome == APPROVE.id for task in tasks):
            return Pass(self.next, outcome)
        return Stay()
