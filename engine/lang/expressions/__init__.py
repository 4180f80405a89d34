"""The expression language: one checked tree, equal in Python, SQLite, PostgreSQL and the page."""

from engine.lang.expressions.expression import FALSE, TRUE, Expression, check
from engine.lang.expressions.faults import Fault, Faults
from engine.lang.expressions.postgres import POSTGRES_FUNCTIONS
from engine.lang.expressions.sql_place import MISSING, Missing, SqlPlace
from engine.lang.expressions.sqlite import install_sqlite
from engine.lang.expressions.to_json import JsonTree
from engine.lang.expressions.types import (
    BOOLEAN,
    DATE,
    DEPARTMENT,
    DIRECTORY,
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
    "DEPARTMENT",
    "DIRECTORY",
    "FALSE",
    "MISSING",
    "MOMENT",
    "NOTHING",
    "NUMBER",
    "PERSON",
    "POSTGRES_FUNCTIONS",
    "TEXT",
    "TRUE",
    "ChoiceType",
    "Expression",
    "Fault",
    "Faults",
    "JsonTree",
    "ListType",
    "Missing",
    "RecordType",
    "RowsType",
    "Scope",
    "SqlPlace",
    "Type",
    "check",
    "install_sqlite",
]
