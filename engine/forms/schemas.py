"""JSON Schema 2020-12 of what a client may send."""

from __future__ import annotations

from typing import Any

JsonSchema = dict[str, Any]

ID = r"^[A-Za-z0-9_-]{1,64}$"
"""The id of a record, a row or a person."""


def nullable(schema: JsonSchema) -> JsonSchema:
    """The same, or null."""
    types = schema["type"]
    listed = types if isinstance(types, list) else [types]
    allowed: JsonSchema = {**schema, "type": [*listed, "null"]}
    if "enum" in schema:
        allowed["enum"] = [*schema["enum"], None]
    return allowed


def record_schema(title: str, properties: JsonSchema) -> JsonSchema:
    """Every value of a record; what is not sent stays as it is."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
