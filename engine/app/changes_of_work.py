"""Flows and roles that change while cases run and people work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.access.role import Role
from engine.app.changes import Change, Counting, Line, named
from engine.flows.flow import Flow


@dataclass(frozen=True, slots=True)
class FlowAdded:
    flow: Flow

    def told(self, counting: Counting) -> Line:
        del counting
        return Line("flow-added", "plain", (self.flow.id,), {"name": named(self.flow.title)})


@dataclass(frozen=True, slots=True)
class FlowChanged:
    """A flow under the name it has, or has no more; cases that run go on as they began."""

    code: str
    flow: Flow
    """As it was."""
    now: str

    def told(self, counting: Counting) -> Line | None:
        running = counting.running(flow=self.flow.id)
        values = {"name": named(self.flow.title), "old": self.flow.id, "new": self.now}
        line = Line(self.code, "note" if running else "plain", (self.flow.id,), values, running)
        return line if running or self.code != "flow-running" else None


@dataclass(frozen=True, slots=True)
class StepRemoved:
    flow: Flow
    node: str

    def told(self, counting: Counting) -> Line | None:
        waiting = counting.waiting(self.flow.id, self.node)
        values = {"name": named(self.flow.title), "node": self.node}
        return Line("step-removed", "note", (self.flow.id, self.node), values, waiting) if waiting else None


@dataclass(frozen=True, slots=True)
class RoleRemoved:
    role: Role

    def told(self, counting: Counting) -> Line:
        holders = counting.holders(self.role.id)
        return Line(
            "role-removed", "loss" if holders else "plain", (self.role.id,), {"name": named(self.role.title)}, holders
        )


def changes_of_flows(before: Mapping[str, Flow], after: Mapping[str, Flow]) -> Iterator[Change]:
    renamed = {
        flow.was: flow.id for flow in after.values() if flow.was in before.keys() - after.keys() and flow.was
    } | {old.id: old.was for old in before.values() if old.was in after.keys() - before.keys() and old.was}
    for flow in after.values():
        if flow.id not in before and flow.id not in renamed.values():
            yield FlowAdded(flow)
    for old in before.values():
        now = renamed.get(old.id, old.id)
        if now not in after:
            yield FlowChanged("flow-removed", old, "")
        elif now != old.id:
            yield FlowChanged("flow-renamed", old, now)
        elif old != after[now]:
            yield FlowChanged("flow-running", old, now)
            for node in old.nodes.keys() - after[now].nodes.keys():
                yield StepRemoved(old, node)


def changes_of_roles(before: Mapping[str, Role], after: Mapping[str, Role]) -> Iterator[Change]:
    for role_id in before.keys() - after.keys():
        yield RoleRemoved(before[role_id])
