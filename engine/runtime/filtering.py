"""The filters of a list, read from its address by the kinds of the fields they ask about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement

from engine.forms.form import Form
from engine.forms.operators import OPERATORS
from engine.forms.reading import Reading
from engine.forms.words import Words
from engine.lang.problems import Problem, Refused
from engine.storage.filters import CONDITIONS, condition, split_filter
from engine.storage.page import named_column
from engine.storage.tables import AppTables

SYSTEM_FILTERS: Mapping[str, tuple[str, ...]] = {
    "state": ("eq", "ne", "in"),
    "number": ("eq", "ne", "in", "lt", "le", "gt", "ge", "contains", "starts", "empty", "filled"),
    "frozen": ("eq", "ne"),
}
"""What may be asked of a record beside its fields."""

Readable = Mapping[str, ColumnElement[bool]]
"""For each link whose target's name is not always readable: when it is."""


def filter_of(
    tables: AppTables,
    form: Form,
    text: str,
    *,
    concealed: frozenset[str],
    read: Readable,
    words: Words,
    live: Mapping[str, ColumnElement[Any]] = MappingProxyType({}),
) -> ColumnElement[bool]:
    """One `field:op:value`; a hidden field does not exist here, so that nothing can be learnt by asking for it."""
    name, op, value = split_filter(text)
    table = tables.form(form.id)
    if name in SYSTEM_FILTERS and name in table.table.c:
        _refuse_operator(op, SYSTEM_FILTERS[name])
        meant = value.split(",") if op == "in" else value == "true" if name == "frozen" else value
        return condition(table, name, op, meant)
    field = form.by_id.get(name)
    if field is None or name in concealed:
        raise Refused(Problem(("filter",), "unknown-field", {"name": name}))
    _refuse_operator(op, field.operators)
    reading = Reading(("filter",))
    asked = field.asked_of(OPERATORS[op], value, reading, words)
    if reading.problems:
        raise Refused(*reading.problems)
    if name in live:
        return CONDITIONS[op](live[name], asked)
    called = named_column(tables, table, name, read) if op == "named" else None
    return condition(table, name, op, asked, called)


def _refuse_operator(op: str, known: Sequence[str]) -> None:
    if op not in known:
        raise Refused(Problem(("filter",), "unknown-operator", {"name": op, "operators": ", ".join(known)}))
