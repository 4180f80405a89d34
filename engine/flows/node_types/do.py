"""The `do` node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from engine.flows.node import Act, Env, Node
from engine.flows.state import CaseState
from engine.flows.step import Step, Wiring
from engine.lang.model import Many, Name


class Do(Step):
    """Runs rule actions on the flow's record and goes on."""

    kind: ClassVar[str] = "do"
    example: ClassVar[str] = "{do: finish, actions: [{release: {lot: lot}}]}"

    do: Name
    actions: Many[dict[str, Any]] = Field(min_length=1)

    def raw_actions(self) -> tuple[Mapping[str, Any], ...]:
        return self.actions

    def compile(self, wiring: Wiring) -> DoNode:
        return DoNode(id=self.id, title=self.label, next=wiring.next)


@dataclass(frozen=True, kw_only=True)
class DoNode(Node):
    """The case goes on when whoever made the move has run its actions."""

    def enter(self, env: Env, case: CaseState) -> Act:
        del env, case
        return Act()
