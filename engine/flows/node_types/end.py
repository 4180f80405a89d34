"""The `end` node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from engine.flows.node import Env, Finish, Node
from engine.flows.state import CaseState
from engine.flows.step import Step, Wiring
from engine.lang.model import Name


class End(Step):
    """Ends the flow with an outcome. A flow that runs out of steps ends 'approved'."""

    kind: ClassVar[str] = "end"
    example: ClassVar[str] = "{end: closed}"
    repeatable: ClassVar[bool] = True

    end: Name

    def compile(self, wiring: Wiring) -> EndNode:
        del wiring
        return EndNode(id=self.id, title=self.label, next=None)


@dataclass(frozen=True, kw_only=True)
class EndNode(Node):
    """The outcome is the node's id."""

    def targets(self) -> tuple[str | None, ...]:
        return ()

    def enter(self, env: Env, case: CaseState) -> Finish:
        del env, case
        return Finish(self.id)
