"""From nested steps to a flat table of nodes: stable ids, next pointers, and every flaw at once.

Steps are block-structured, so every way through a flow is sound by construction. Jumps (`on_reject`) lead only to steps
of the same list or of a list around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.flows.definition import FlowDefinition
from engine.flows.endless import rings
from engine.flows.flow import Flow
from engine.flows.node import Node
from engine.flows.outcome import ChoicesOf
from engine.flows.step import Step, Wiring, entry
from engine.lang.addresses import Address
from engine.lang.checker import Checker
from engine.lang.diagnostics import did_you_mean
from engine.lang.expressions import Scope
from engine.lang.flaws import Flaw
from engine.lang.problems import Path


@dataclass(frozen=True, slots=True)
class Placed:
    """A step, the path of the list it stands in, its index there, and the node entered after it."""

    step: Step
    list_path: Path
    index: int
    next: str | None

    @property
    def path(self) -> Path:
        return (*self.list_path, self.index)


def placed(steps: Sequence[Step], path: Path = ("steps",), after: str | None = None) -> Iterator[Placed]:
    """All steps in the order of the file, nested ones after the step that holds them."""
    for index, step in enumerate(steps):
        follow = entry(steps[index + 1 :], after)
        yield Placed(step, path, index, follow)
        for block in step.blocks():
            yield from placed(block.steps, (*path, index, *block.path), follow)


def compile_flow(definition: FlowDefinition, scope: Scope, choices: ChoicesOf) -> Flow | tuple[Flaw, ...]:
    """The flow for use, or everything wrong with it.

    `scope` is the scope of the flow's form, `choices` its choice fields' options. Whether the form, the roles and the
    actions exist is for whoever knows them: see `addresses` and `actions`.
    """
    checker = Checker(scope)
    places = tuple(placed(definition.steps))
    known = _known(places, checker)
    fields = frozenset(scope.all_names())
    nodes: dict[str, Node] = {}
    for place in places:
        wiring = Wiring(place.path, place.next, checker, choices, fields, _Jumps(place, known, checker))
        nodes[place.step.id] = place.step.compile(wiring)
    first = definition.steps[0].id
    _reach(first, nodes, places, checker)
    for id_, back in rings(nodes, first):
        place = known[id_]
        sentence = f"from '{id_}' a case comes back to '{back}' for ever, with nobody deciding on the way"
        checker.flaw((*place.path, place.step.kind), "steps-endless", sentence, "let somebody decide, or end the flow")
    if checker.flaws:
        return tuple(checker.flaws)
    return Flow(definition.flow, definition.title, definition.for_, nodes, first, definition.was)


def addresses(definition: FlowDefinition) -> Iterator[tuple[Path, Address]]:
    """Whom the flow names, and where: to be checked against roles and people."""
    for place in placed(definition.steps):
        for path, address in place.step.addresses():
            yield (*place.path, *path), address


def actions(definition: FlowDefinition) -> Iterator[tuple[Path, str, tuple[Mapping[str, object], ...]]]:
    """The raw rule actions of each node that has some: path of the list, node id, the list."""
    for place in placed(definition.steps):
        if raw := place.step.raw_actions():
            yield (*place.path, "actions"), place.step.id, raw


def _known(places: Sequence[Placed], checker: Checker) -> Mapping[str, Placed]:
    known: dict[str, Placed] = {}
    for place in places:
        step, earlier = place.step, known.get(place.step.id)
        if earlier is None:
            known[step.id] = place
        elif not (step.repeatable and type(step) is type(earlier.step)):
            sentence = f"there is already a step '{step.id}' in this flow"
            checker.flaw((*place.path, step.kind), "node-duplicate", sentence)
    return known


class _Jumps:
    """Checks the jumps of one step."""

    def __init__(self, place: Placed, known: Mapping[str, Placed], checker: Checker) -> None:
        self.place, self.known, self.checker = place, known, checker

    def __call__(self, path: Path, target: str) -> None:
        found = self.known.get(target)
        if found is None:
            sentence = f"there is no step '{target}' in this flow"
            self.checker.flaw(path, "goto-unknown", sentence, did_you_mean(target, self.known))
        elif self.place.list_path[: len(found.list_path)] != found.list_path:
            sentence = f"'{target}' stands inside another branch; only steps of this list or around it can be gone to"
            self.checker.flaw(path, "goto-into-branch", sentence)


def _reach(first: str, nodes: Mapping[str, Node], places: Sequence[Placed], checker: Checker) -> None:
    """Flags steps no case can come to: the first of each list of them is enough."""
    reached: set[str] = set()
    waiting = [first]
    while waiting:
        id_ = waiting.pop()
        if id_ in nodes and id_ not in reached:
            reached.add(id_)
            waiting.extend(target for target in nodes[id_].targets() if target is not None)
    flagged: list[Path] = []
    for place in places:
        inside = any(place.path[: len(path)] == path or place.list_path == path[:-1] for path in flagged)
        if place.step.id not in reached and not inside:
            flagged.append(place.path)
            sentence = f"no case ever comes to '{place.step.id}': the steps before it have all ended"
            checker.flaw((*place.path, place.step.kind), "step-unreachable", sentence)
