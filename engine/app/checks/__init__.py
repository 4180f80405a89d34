"""Checks across files. One check is one module: its docstring is its manual page, `CODES` are its findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from engine.app.checks import (
    admins_there,
    app_file,
    conditions_decide,
    fields_shown,
    file_name,
    flows_known,
    forms_known,
    home_open,
    lots_held,
    names_reserved,
    options_known,
    reports_known,
    rights_fields,
    roles_known,
    rule_loops,
    rules_act,
    tasks_seen,
    used,
)
from engine.app.names import Names
from engine.app.written import Written
from engine.lang.codes import CODES
from engine.lang.diagnostics import Diagnostic
from engine.lang.labels import Label


class Check(Protocol):
    """What a module of this folder offers."""

    @property
    def CODES(self) -> Mapping[str, Label]: ...

    def find(self, written: Written, names: Names) -> Iterator[Diagnostic]: ...


CHECKS: tuple[Check, ...] = (
    app_file,
    conditions_decide,
    file_name,
    names_reserved,
    forms_known,
    options_known,
    rights_fields,
    roles_known,
    reports_known,
    flows_known,
    lots_held,
    home_open,
    rule_loops,
    rules_act,
    tasks_seen,
    admins_there,
    fields_shown,
    used,
)


def check(written: Written, names: Names) -> Iterator[Diagnostic]:
    """Every finding of every check."""
    for each in CHECKS:
        yield from each.find(written, names)


def codes() -> Mapping[str, Label]:
    """Every code a finding of the language or of a check may have, with its meaning."""
    found = dict(CODES)
    for each in CHECKS:
        found.update(each.CODES)
    return found
