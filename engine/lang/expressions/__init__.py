"""The expression language: one checked tree, equal in Python, SQLite, PostgreSQL and the page."""

from engine.lang.expressions.expression import FALSE, TRUE, Expression, check
from engine.lang.expressions.faults import Fault, Faults
from engine.lang.expressions.types import (
    BOOLEAN,
    DATE,
    MOMENT,
    NOTHING,
    NUMBER,
    PERSON,
    TEXT,
    ChoiceType,
    ListType,
    RecordType,
    RowsType,
    Scope,
    Type,
)

__all__ = [
    "BOOLEAN",
    "DATE",
    "FALSE",
    "MOMENT",
    "NOTHING",
    "NUMBER",
    "PERSON",
    "TEXT",
    "TRUE",
    "ChoiceType",
    "Expression",
    "Fault",
    "Faults",
    "ListType",
    "RecordType",
    "RowsType",
    "Scope",
    "Type",
    "check",
]
