"""The JSON Schema of each kind of definition file, generated from the models: editors complete with it, the designer
draws its property panels from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from engine.access.definition import RolesDefinition
from engine.app.definition import AppDefinition
from engine.calendar.definition import CalendarDefinition
from engine.flows.definition import FlowDefinition
from engine.forms.definition import FormDefinition
from engine.lang.model import Definition
from engine.reports.definition import DashboardDefinition, DatasetDefinition
from engine.rules.definition import RuleDefinition
from engine.rules.tables.definition import TableDefinition
from engine.trace.definition import TraceDefinition

FILES: Mapping[str, type[Definition]] = {
    "app": AppDefinition,
    "roles": RolesDefinition,
    "form": FormDefinition,
    "flow": FlowDefinition,
    "rule": RuleDefinition,
    "table": TableDefinition,
    "trace": TraceDefinition,
    "calendar": CalendarDefinition,
    "dataset": DatasetDefinition,
    "dashboard": DashboardDefinition,
}
"""What a definition file may be -> its model."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Yaml(GenerateJsonSchema):
    """As people write it: numbers as numbers, and a kind named by the key `kind`, which its model never sees."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        described = super().model_schema(schema)
        kind = getattr(schema["cls"], "kind", None)
        properties = described.get("properties", {})
        if isinstance(kind, str) and kind not in properties:
            described["properties"] = {"kind": {"const": kind}, **properties}
            described["required"] = ["kind", *described.get("required", ())]
        return described

    def encode_default(self, dft: Any) -> Any:
        return super().encode_default(dict(dft) if isinstance(dft, Mapping) else dft)

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        del schema
        return {"type": "number"}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one kind of file, a name of `FILES`."""
    return {"$schema": DIALECT, **yaml_schema(FILES[name])}


def yaml_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of what a person writes for this model."""
    return model.model_json_schema(by_alias=True, schema_generator=_Yaml)


def schemas() -> dict[str, dict[str, Any]]:
    """All of them, by name."""
    return {name: schema(name) for name in FILES}
