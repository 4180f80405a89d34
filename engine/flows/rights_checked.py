"""A node's field rights against the form: what it names is there, and nothing is asked for that is not shown."""

from __future__ import annotations

from engine.flows.rights import FieldRights
from engine.flows.step import Wiring
from engine.lang.diagnostics import did_you_mean
from engine.lang.expressions import RowsType


def check_rights(rights: FieldRights, wiring: Wiring) -> None:
    for name in sorted(rights.hide):
        _known(name, ("hide",), wiring)
    for key, names in (("edit", rights.edit), ("require", rights.require)):
        for index, name in enumerate(names):
            known = _known(name, (key, index), wiring)
            if known and (name in rights.hide or name.partition(".")[0] in rights.hide):
                sentence = f"'{name}' is hidden here and cannot be filled in"
                wiring.checker.flaw((*wiring.path, key, index), "field-hidden", sentence, "take it out of 'hide'")
    for table in rights.rows:
        _table(table, rights, wiring)


def _known(name: str, where: tuple[str | int, ...], wiring: Wiring) -> bool:
    """Whether the form has it; a flaw when not."""
    field, _, column = name.partition(".")
    type_ = wiring.checker.scope.find(field)
    if type_ is None:
        sentence = f"'{field}' is no field of this flow's form"
        way_out = did_you_mean(field, sorted(wiring.fields))
        wiring.checker.flaw((*wiring.path, *where), "field-unknown", sentence, way_out)
    elif column and not isinstance(type_, RowsType):
        wiring.checker.flaw((*wiring.path, *where), "rows-expected", f"'{field}' is no table and has no columns")
    elif column and isinstance(type_, RowsType) and column not in type_.fields:
        sentence = f"'{field}' has no column '{column}'"
        way_out = did_you_mean(column, sorted(type_.fields))
        wiring.checker.flaw((*wiring.path, *where), "field-unknown", sentence, way_out)
    else:
        return True
    return False


def _table(table: str, rights: FieldRights, wiring: Wiring) -> None:
    path = (*wiring.path, "rows", table)
    if not isinstance(wiring.checker.scope.find(table), RowsType):
        wiring.checker.flaw(path, "rows-expected", f"'{table}' is no table of this flow's form")
    elif rights.whole(table):
        sentence = f"all of '{table}' may be written, its rows too"
        wiring.checker.flaw(path, "rows-idle", sentence, f"name columns under 'edit': '{table}.…'")
