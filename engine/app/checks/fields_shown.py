"""Who has to fill in a field at a step may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Written
from engine.flows.compile import placed
from engine.flows.signing import SignedStep
from engine.lang.addresses import Address
from engine.lang.diagnostics import Diagnostic
from engine.lang.labels import Label

CODES = {"task-field-hidden": Label("此角色看不到要填写的字段", "The role does not see the field it has to fill in")}


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    del names
    if written.roles is None:
        return
    roles = written.roles.definition.roles
    for flow in written.flows.values():
        form = flow.definition.for_
        for place in placed(flow.definition.steps):
            step = place.step
            if not isinstance(step, SignedStep):
                continue
            addresses = [Address.parse(text) for text in step.by]
            asked = [one.name for one in addresses if one.kind == "role" and one.name in roles]
            hiding = {name: roles[name].forms[form].hide for name in asked if form in roles[name].forms}
            for index, field in enumerate(step.require):
                for role in (name for name, hidden in hiding.items() if field in hidden):
                    sentence = f"'{role}' has to fill in '{field}', which roles.yaml hides from it"
                    way_out = "take it out of 'hide', or ask somebody else"
                    found = finding(
                        flow.source, (*place.path, "require", index), "task-field-hidden", sentence, way_out
                    )
                    yield replace(found, severity="warning")
