"""Who is given a task may see the record it is about."""

from __future__ import annotations

from collections.abc import Iterator

from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Written
from engine.flows.compile import addresses
from engine.lang.diagnostics import Diagnostic
from engine.lang.labels import Label

CODES = {
    "task-unseen": Label(
        "此角色看不到单据，收不到待办", "This role cannot see the record, so the task never reaches it"
    )
}


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    if written.roles is None:
        return
    roles = written.roles.definition.roles
    for flow in written.flows.values():
        form = flow.definition.for_
        if not names.has(form):
            continue
        for path, address in addresses(flow.definition):
            role = roles.get(address.name) if address.kind == "role" else None
            if role is None or (form in role.forms and role.forms[form].see is not False):
                continue
            sentence = f"'{address.name}' may not see '{form}', so this task never reaches anybody"
            way_out = f"give the role 'see' on {form} in roles.yaml"
            where = path if path in flow.source.spans else path[:-1]
            yield finding(flow.source, where, "task-unseen", sentence, way_out, offset=5, length=len(address.name))
