"""Where a step may find nobody, there are administrators who get its task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Written
from engine.flows.compile import placed
from engine.flows.people import ADMIN
from engine.flows.signing import SignedStep
from engine.lang.addresses import Address
from engine.lang.diagnostics import Diagnostic
from engine.lang.labels import Label

CODES = {
    "admins-missing": Label(
        "可能找不到处理人，而应用没有管理员角色", "Nobody may be found, and the app has no administrators to stand in"
    )
}


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    del names
    if written.roles is None or ADMIN.id in written.roles.definition.roles:
        return
    for flow in written.flows.values():
        for place in placed(flow.definition.steps):
            step = place.step
            if not isinstance(step, SignedStep) or step.empty != "admins":
                continue
            if any(Address.parse(text).kind == "role" for text in step.by):
                continue
            sentence = f"whoever has '{step.id}' to do may not be found, and there is no role 'admin' to stand in"
            way_out = "add a role 'admin', name a role under 'by', or say what else: 'empty: pass' or 'empty: fail'"
            path = (*place.path, "by")
            found = finding(flow.source, path, "admins-missing", sentence, way_out)
            yield replace(found, severity="warning")
