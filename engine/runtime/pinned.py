"""A case goes on by the definitions it began with, whatever has been published since.

Inside, the flow reads records by the names of its own version. What comes out of it, fields that may be written and
what its actions do, has the names of today: records change by the forms and rules of the last publication.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from engine.flows.flow import Flow
from engine.flows.node import Node
from engine.lang.problems import Problem, Refused
from engine.lang.records import RecordRef
from engine.rules.action import Action
from engine.runtime.earlier import Earlier, earlier_version
from engine.runtime.today import ActionToday, NodeToday
from engine.runtime.turn import Turn
from engine.storage.archived import keep_archived


@dataclass(frozen=True, slots=True)
class Pinned:
    """A flow as a case began it. `turn` reads records by the names its definitions have for them, `now` as today."""

    flow: Flow
    now: Turn
    earlier: Earlier | None = None
    """The version it began with, where that is not the last one."""

    @property
    def turn(self) -> Turn:
        """The turn among the definitions of that version; each time anew, because what it read may have changed."""
        return self.now if self.earlier is None else replace(self.now, installed=self.earlier.installed, opened={})

    def node(self, node_id: str) -> Node:
        """A node, the fields it names called as today."""
        node = self.flow.nodes[node_id]
        if self.earlier is None:
            return node
        return cast(Node, NodeToday(node, self.flow.form, self.earlier.calls))

    def actions(self, node_id: str) -> tuple[Action, ...]:
        """The actions of a node; what they ask for is said with the names of today."""
        actions = self.turn.app.flow_actions[self.flow.id, node_id]
        if self.earlier is None:
            return actions
        return tuple(cast(Action, ActionToday(action, self.earlier.calls, self.now.app)) for action in actions)

    def keep_writes(self, node_id: str, outcome: str, of: RecordRef) -> None:
        """Keep what an outcome writes into a field that is archived: the steps to come read it there."""
        if self.earlier is not None:
            written: Mapping[str, Any] = self.flow.nodes[node_id].writes(outcome)
            archived = self.earlier.calls.archived(self.flow.form, written)
            keep_archived(self.turn.connection, archived, of.id)


def pinned_flow(turn: Turn, flow_id: str, version: str) -> Pinned:
    """The flow of this id in the version (a hash of definitions) that a case began with."""
    if version == turn.app.hash:
        return Pinned(turn.app.flows[flow_id], turn)
    earlier = earlier_version(turn, version)
    if earlier is None:
        raise Refused(Problem((), "version-gone", {"version": version[:12]}))
    return Pinned(earlier.installed.app.flows[flow_id], turn, earlier)
