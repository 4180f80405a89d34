"""Every rule action written in an app: those of rules, and those of the flows' `do` nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from engine.app.written import Written
from engine.flows.compile import actions
from engine.lang.diagnostics import Path
from engine.lang.source import Source
from engine.lang.validation import validate
from engine.rules.action import ActionDefinition
from engine.rules.definition import ActionList


class WrittenAction(NamedTuple):
    """An action, where it stands, and the form of the record it is about."""

    source: Source
    path: Path
    form: str
    action: ActionDefinition


def written_actions(written: Written) -> Iterator[WrittenAction]:
    """All that are valid in themselves; compiling reports the others."""
    for rule in written.rules.values():
        for index, action in enumerate(rule.definition.do):
            yield WrittenAction(rule.source, ("do", index), rule.definition.on.form, action)
    for flow in written.flows.values():
        for path, _, _ in actions(flow.definition):
            listed = validate(ActionList, flow.source, path)
            if isinstance(listed, ActionList):
                for index, action in enumerate(listed.root):
                    yield WrittenAction(flow.source, (*path, index), flow.definition.for_, action)
