"""What may be written under the keys of a definition model, in words; for the pages of the reference."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from engine.lang.model import Definition

Schema = Mapping[str, Any]
NAME = "^[a-z][a-z0-9_]{0,47}$"
PATTERNS = {
    "role:": "address, or a list",
    "(before|after)$": "list of offsets: `4 hours before`",
    "(minute|": "time span: `8 working hours`",
    "(days|weeks)": "time span: `30 days`",
}


def table(head: str, rows: Iterable[Iterable[str]]) -> str:
    lines = [head, "|".join(["", *(" --- " for _ in head.strip("|").split("|")), ""])]
    cells = (" | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) for row in rows)
    return "\n".join([*lines, *(f"| {row} |" for row in cells)]) + "\n"


def says(cls: type[object]) -> str:
    """The class's manual page, its paragraphs unwrapped."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(cls.__doc__ or "").split("\n\n"))


def kind_of_value(part: Schema, definitions: Mapping[str, Schema]) -> str:
    """What may be written there, in words."""
    if "$ref" in part:
        return words_of(str(definitions[name_of_ref(part)]["title"]))
    options = [each for each in part.get("anyOf", part.get("oneOf", ())) if each.get("type") != "null"]
    if options:
        return _either(options, definitions)
    if part.get("format") in ("expression", "cell"):
        return str(part["format"])
    if "enum" in part or "const" in part:
        return " or ".join(f"`{value}`" for value in part.get("enum", [part.get("const")]))
    match part.get("type"):
        case "array":
            return "list of " + kind_of_value(part["items"], definitions) if "items" in part else "list"
        case "object":
            return _map(part, definitions)
        case "string":
            return _text(str(part.get("pattern", "")))
        case "boolean":
            return "true or false"
        case "integer" | "number" as kind:
            return ("whole number" if kind == "integer" else "number") + _bounds(part)
    return "any value"


def _either(options: list[Schema], definitions: Mapping[str, Schema]) -> str:
    if any("zh" in each.get("properties", {}) for each in options):
        return "label"
    if any("role:" in str(each) for each in options):
        return PATTERNS["role:"]
    if len(options) > 4:
        return "any kind"
    found = dict.fromkeys(kind_of_value(each, definitions) for each in options)
    return "number" if set(found) == {"number", "text"} else " or ".join(found)


def _map(part: Schema, definitions: Mapping[str, Schema]) -> str:
    values = [*part.get("patternProperties", {}).values(), part.get("additionalProperties")]
    inner = next((each for each in values if isinstance(each, Mapping)), None)
    return f"map: name to {kind_of_value(inner, definitions)}" if inner else "map"


def _text(pattern: str) -> str:
    special = next((word for sign, word in PATTERNS.items() if sign in pattern), None)
    return special or ("name" if pattern == NAME else "text")


def _bounds(part: Schema) -> str:
    low, high = (_bound(part.get(end)) for end in ("minimum", "maximum"))
    if low is None and high is None:
        return ""
    return f", {low} to {high}" if None not in (low, high) else f", at least {low}" if high is None else f", to {high}"


def _bound(value: float | None) -> str | None:
    """2147483648.0 -> 2147483648"""
    return None if value is None else str(int(value) if value == int(value) else value)


def keys(model: type[BaseModel], without: Iterable[str] = ()) -> list[list[str]]:
    """Rows of key, what may be written, default. A key that holds one small map is written out: `freeze.lot`."""
    schema = model.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})
    return rows_of(definitions.get(name_of_ref(schema), schema), definitions, frozenset(without), "")


def rows_of(schema: Schema, definitions: Mapping[str, Schema], without: frozenset[str], before: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for key, part in schema.get("properties", {}).items():
        inner = definitions.get(name_of_ref(part))
        if key in without:
            continue
        if inner is not None and "properties" in inner:
            rows += rows_of(inner, definitions, frozenset(), f"{before}{key}.")
            continue
        needed = key in schema.get("required", ())
        rows.append(
            [f"`{before}{key}`", kind_of_value(part, definitions), "**required**" if needed else default_of(part)]
        )
    return rows


def default_of(part: Schema) -> str:
    value = part.get("default")
    return "" if value in (None, "", [], {}) else f"`{value if isinstance(value, str) else json.dumps(value)}`"


def words_of(title: str) -> str:
    """`FormRights` -> form rights."""
    return " ".join(re.findall("[A-Z][a-z]*", title.removesuffix("Definition"))).lower()


def name_of_ref(part: Schema) -> str:
    return str(part.get("$ref", "")).rpartition("/")[2]


def inner_models(model: type[BaseModel]) -> Iterator[type[Definition]]:
    """The models below it, each once; kinds have pages of their own and are left out."""
    seen: set[type[Definition]] = set()
    waiting: list[Any] = [field.annotation for field in model.model_fields.values()]
    while waiting:
        type_ = waiting.pop(0)
        if isinstance(type_, type) and issubclass(type_, Definition):
            if type_ not in seen and not hasattr(type_, "kind"):
                seen.add(type_)
                yield type_
                waiting += [field.annotation for field in type_.model_fields.values()]
        else:
            waiting += get_args(type_)


def notes(model: type[BaseModel]) -> dict[str, str]:
    """What is written below a field of the model in the code, by the key as people write it."""
    body = ast.parse(inspect.getsource(model)).body[0]
    assert isinstance(body, ast.ClassDef)
    found: dict[str, str] = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
            known = model.model_fields.get(field.target.id)
            if known is not None and isinstance(text.value, ast.Constant):
                found[known.alias or field.target.id] = " ".join(str(text.value.value).split())
    return found
