"""The `choose` node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Discriminator, Field, Tag

from engine.flows.node import Env, Node, Pass
from engine.flows.state import CaseState
from engine.flows.step import Block, Wiring, entry
from engine.flows.step import Step as _Step
from engine.lang.expressions import BOOLEAN, Expression
from engine.lang.model import Definition, ExpressionText, Many, Name

if TYPE_CHECKING:
    from engine.flows.step import Step


class When(Definition):
    """A branch taken when its condition is true and no branch above it was taken."""

    when: ExpressionText
    steps: Many[Step] = ()


class Else(Definition):
    """The branch taken when no condition is true; an empty list goes straight on."""

    steps: Many[Step] = Field(alias="else")


def _branch(value: object) -> str:
    otherwise = "else" in value if isinstance(value, Mapping) else isinstance(value, Else)
    return "else" if otherwise else "when"


Branch = Annotated[Annotated[When, Tag("when")] | Annotated[Else, Tag("else")], Discriminator(_branch)]


class Choose(_Step):
    """Takes the first branch whose condition is true. `else` comes last and is required: `else: []` goes on."""

    kind: ClassVar[str] = "choose"
    example: ClassVar[str] = (
        "{choose: route, branches: [{when: quantity > 100, steps: [{task: count, by: role:warehouse}]}, {else: []}]}"
    )

    choose: Name
    branches: Many[Branch] = Field(min_length=1)

    def blocks(self) -> tuple[Block, ...]:
        return tuple(
            Block(("branches", index, "else" if isinstance(branch, Else) else "steps"), branch.steps)
            for index, branch in enumerate(self.branches)
        )

    def compile(self, wiring: Wiring) -> ChooseNode:
        path = (*wiring.path, "branches")
        ways: list[Way] = []
        for index, branch in enumerate(self.branches):
            if isinstance(branch, When):
                condition = wiring.checker.expression((*path, index, "when"), branch.when, BOOLEAN)
                ways.append(Way(condition, entry(branch.steps, wiring.next)))
            elif index < len(self.branches) - 1:
                wiring.checker.flaw((*path, index), "else-not-last", "no branch after 'else' is ever taken")
        last = self.branches[-1]
        if isinstance(last, When):
            wiring.checker.flaw(path, "else-missing", f"'{self.id}' does not say what else to do", "add '- else: []'")
        otherwise = entry(last.steps, wiring.next)
        return ChooseNode(id=self.id, title=self.label, next=wiring.next, ways=tuple(ways), otherwise=otherwise)


@dataclass(frozen=True, slots=True)
class Way:
    """A condition and where it leads."""

    condition: Expression
    to: str | None


@dataclass(frozen=True, kw_only=True)
class ChooseNode(Node):
    """Passed at once, on the way the record asks for; a condition without an answer counts as false."""

    ways: tuple[Way, ...]
    otherwise: str | None

    def targets(self) -> tuple[str | None, ...]:
        return (*(way.to for way in self.ways), self.otherwise)

    def enter(self, env: Env, case: CaseState) -> Pass:
        del case
        return Pass(next((way.to for way in self.ways if way.condition.evaluate(env.values) is True), self.otherwise))
