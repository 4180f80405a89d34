"""Roles hide and lock fields that the form has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Written
from engine.lang.diagnostics import Diagnostic, did_you_mean
from engine.lang.labels import Label

CODES: Mapping[str, Label] = {}
"""It shares its code with the engines: `field-unknown`."""


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    if written.roles is None:
        return
    source = written.roles.source
    for role_id, role in written.roles.definition.roles.items():
        for form_id, rights in role.forms.items():
            if form_id not in written.forms:
                continue
            known = names.kinds[form_id]
            for key in ("hide", "lock"):
                for index, field in enumerate(getattr(rights, key)):
                    if field not in known:
                        path = ("roles", role_id, "forms", form_id, key, index)
                        sentence = f"form '{form_id}' has no field '{field}'"
                        yield finding(source, path, "field-unknown", sentence, did_you_mean(field, known))
