"""Flows and rules address roles there are."""

from __future__ import annotations

from collections.abc import Iterator

from engine.app.actions import written_actions
from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Written
from engine.flows.compile import addresses
from engine.lang.addresses import Address
from engine.lang.diagnostics import Diagnostic, Path, did_you_mean
from engine.lang.labels import Label
from engine.lang.source import Source

CODES = {"role-unknown": Label("没有这个角色", "There is no such role")}


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    del names
    if written.roles is None:
        return
    roles = written.roles.definition.roles
    for source, path, address in _addresses(written):
        if address.kind != "role" or address.name in roles:
            continue
        way_out = did_you_mean(address.name, roles)
        sentence = f"there is no role '{address.name}'"
        where = path if path in source.spans else path[:-1]
        yield finding(source, where, "role-unknown", sentence, way_out, offset=5, length=len(address.name))


def _addresses(written: Written) -> Iterator[tuple[Source, Path, Address]]:
    for flow in written.flows.values():
        for path, address in addresses(flow.definition):
            yield flow.source, path, address
    for source, path, _, action in written_actions(written):
        for inside, named in action.addresses():
            yield source, (*path, *inside), named
