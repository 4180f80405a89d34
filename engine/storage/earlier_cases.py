"""Cases as databases kept them before activations had rows of their own: taken over once, nothing lost."""

from __future__ import annotations

from pydantic import TypeAdapter
from sqlalchemy import Connection, inspect

from engine.flows.activation import Activation
from engine.storage.activations import insert_activations
from engine.storage.case_tables import flow_case

_ACTIVATIONS = TypeAdapter(tuple[Activation, ...])
_COLUMN = "activations"


def adopt_activations(connection: Connection) -> int:
    """Make rows of the activations that cases kept in a column, and remove the column; how many cases had some."""
    if _COLUMN not in {column["name"] for column in inspect(connection).get_columns(flow_case.name)}:
        return 0
    cases = connection.exec_driver_sql(f"SELECT id, {_COLUMN} FROM {flow_case.name}").all()  # noqa: S608 - our names
    for case_id, written in cases:
        insert_activations(connection, case_id, _ACTIVATIONS.validate_json(written or "[]"))
    connection.exec_driver_sql(f"ALTER TABLE {flow_case.name} DROP COLUMN {_COLUMN}")
    return len(cases)
