"""A case goes on by the definitions it began with, whatever has been published since."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.flows.flow import Flow
from engine.lang.problems import Problem, Refused
from engine.runtime.earlier import earlier_version
from engine.runtime.turn import Turn


@dataclass(frozen=True, slots=True)
class Pinned:
    """A flow as a case began it. `turn` reads records by the names its definitions have for them."""

    flow: Flow
    turn: Turn


def pinned_flow(turn: Turn, flow_id: str, version: str) -> Pinned:
    """The flow of this id in the version (a hash of definitions) that a case began with."""
    if version == turn.app.hash:
        return Pinned(turn.app.flows[flow_id], turn)
    installed = earlier_version(turn, version)
    if installed is None:
        raise Refused(Problem((), "version-gone", {"version": version[:12]}))
    return Pinned(installed.app.flows[flow_id], replace(turn, installed=installed, opened={}))
