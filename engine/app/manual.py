"""The manual of every kind, written from its class: what it is for, its options, an example."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from engine.app.schema import yaml_schema
from engine.flows.node_types import NODES
from engine.forms.field_types import FIELD_KINDS
from engine.lang.kinds import Kinds
from engine.reports.charts import CHARTS
from engine.rules.actions import ACTIONS
from engine.rules.events import EVENTS
from engine.trace.movements import MOVEMENTS

FAMILIES: Mapping[str, Kinds[Any]] = MappingProxyType(
    {"field": FIELD_KINDS, "node": NODES, "event": EVENTS, "action": ACTIONS, "movement": MOVEMENTS, "chart": CHARTS}
)
"""What a person may ask the manual for."""

Schema = Mapping[str, Any]


def contents(family: str) -> str:
    """The kinds of one family, each with the first sentence of its page."""
    kinds = FAMILIES[family]
    width = max(map(len, kinds.names))
    return "\n".join(f"{name:<{width}}  {_first_sentence(kinds.named(name))}" for name in kinds.names)


def page(family: str, name: str) -> str:
    """The page of one kind."""
    kind = FAMILIES[family].named(name)
    parts = [f"{name} ({family})", inspect.cleandoc(kind.__doc__ or "")]
    if options := list(_options(kind, name)):
        width = max(len(key) for key, _ in options)
        parts.append("\n".join(["Options:", *(f"  {key:<{width}}  {says}" for key, says in options)]))
    parts.append("Example:\n" + "\n".join(f"  {line}" for line in str(kind.example).strip("\n").split("\n")))
    return "\n\n".join(parts)


def _first_sentence(kind: type[BaseModel]) -> str:
    text = " ".join(inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].split())
    return text.partition(". ")[0].rstrip(".")


def _options(kind: type[BaseModel], name: str) -> Iterator[tuple[str, str]]:
    """Each key with what may stand there, and whether it must."""
    schema = yaml_schema(kind)
    definitions = schema.get("$defs", {})
    for key, part in schema.get("properties", {}).items():
        if part.get("const") == name:
            continue
        says = _words(part, definitions)
        if key in schema.get("required", ()):
            says += ", required"
        elif part.get("default") not in (None, [], {}):
            says += f", default {json.dumps(part['default'], ensure_ascii=False)}"
        yield key, says


def _words(part: Schema, definitions: Mapping[str, Schema]) -> str:
    """What may be written there."""
    if "$ref" in part:
        name = str(part["$ref"]).rpartition("/")[2]
        return _words(definitions[name], {each: rest for each, rest in definitions.items() if each != name})
    options = [each for each in part.get("anyOf", part.get("oneOf", ())) if each.get("type") != "null"]
    if any("zh" in each.get("properties", {}) for each in (part, *options)):
        return "label {zh: , en: }"
    if options:
        return " or ".join(dict.fromkeys(_words(each, definitions) for each in options[:4]))
    if part.get("format") in _BY_FORMAT:
        return _BY_FORMAT[part["format"]]
    if "enum" in part or "const" in part:
        return " | ".join(map(str, part.get("enum", [part.get("const")])))
    if part.get("type") == "array" and "$ref" not in part.get("items", {}):
        return f"list of {_words(part.get('items', {}), definitions)}"
    return _PLAIN.get(str(part.get("type")), "any value")


_BY_FORMAT = {"expression": "expression", "cell": "value, list, >= 10, 10..20, not x, empty or - for any"}
_PLAIN = {
    "string": "text",
    "boolean": "true or false",
    "integer": "whole number",
    "number": "number",
    "object": "map",
    "array": "list",
}
