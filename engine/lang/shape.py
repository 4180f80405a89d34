"""What a definition model knows at the spot of a pydantic error: the real path, and the keys that may stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from engine.lang.diagnostics import Path

Loc = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an error's `loc` leads, without the names of unions and their members.

    `keys`: what the mapping at `path` may hold (for a key that is unknown there: what its mapping may hold).
    `on_key`: the key itself is wrong. `choices`: which member of which union (by its path) was tried.
    """

    path: Path
    keys: tuple[str, ...] = ()
    on_key: bool = False
    choices: tuple[tuple[Path, str], ...] = ()


def spot_of(model: type[BaseModel], loc: Loc) -> Spot:
    """Follows an error's `loc` through the model; where the model is silent, the `loc` stays as it is."""
    return _follow(model.__pydantic_core_schema__, tuple(loc), (), {}) or Spot(tuple(loc))


_WRAPPERS: Mapping[str, str] = {
    "default": "schema",
    "nullable": "schema",
    "function-before": "schema",
    "function-after": "schema",
    "function-wrap": "schema",
    "model": "schema",
    "model-field": "schema",
    "typed-dict-field": "schema",
    "json-or-python": "python_schema",
    "lax-or-strict": "strict_schema",
    "definitions": "schema",
    "custom-error": "schema",
}


def _follow(schema: Any, loc: tuple[str | int, ...], path: Path, known: Mapping[str, Any]) -> Spot | None:
    kind = schema["type"]
    if kind == "definitions":
        known = {**known, **{part["ref"]: part for part in schema["definitions"]}}
    if kind == "definition-ref":
        return _follow(known[schema["schema_ref"]], loc, path, known)
    if kind in _WRAPPERS:
        return _follow(schema[_WRAPPERS[kind]], loc, path, known)
    if kind in ("model-fields", "typed-dict"):
        return _into_fields(schema, loc, path, known)
    if not loc:
        return Spot(path)
    if kind == "dict":
        if loc[1:] == ("[key]",):
            return Spot((*path, loc[0]), on_key=True)
        return _follow(schema["values_schema"], loc[1:], (*path, loc[0]), known)
    if kind in ("list", "set", "frozenset") and isinstance(loc[0], int):
        return _follow(schema["items_schema"], loc[1:], (*path, loc[0]), known)
    if kind == "tuple" and isinstance(loc[0], int):
        items = schema["items_schema"]
        return _follow(items[min(loc[0], len(items) - 1)], loc[1:], (*path, loc[0]), known)
    if kind in ("tagged-union", "union"):
        return _into_union(schema, loc, path, known)
    return None


def _into_fields(schema: Any, loc: tuple[str | int, ...], path: Path, known: Mapping[str, Any]) -> Spot:
    fields = {field.get("validation_alias", name): field for name, field in schema["fields"].items()}
    keys = tuple(map(str, fields))
    if not loc:
        return Spot(path, keys)
    if loc[0] not in fields:
        return Spot((*path, *loc), keys)
    if len(loc) == 1:
        inside = _follow(fields[loc[0]], (), (*path, loc[0]), known)
        return replace(inside, keys=inside.keys or keys) if inside else Spot((*path, loc[0]), keys)
    return _follow(fields[loc[0]], loc[1:], (*path, loc[0]), known) or Spot((*path, *loc))


def _into_union(schema: Any, loc: tuple[str | int, ...], path: Path, known: Mapping[str, Any]) -> Spot | None:
    for choice in _members(schema, loc[0]):
        found = _follow(choice, loc[1:], path, known)
        if found is not None:
            return replace(found, choices=((path, str(loc[0])), *found.choices))
    return None


def _members(schema: Any, tag: str | int) -> Iterator[Any]:
    """The members of a union that a tag may mean: one where it is named, each where pydantic made the name up."""
    if schema["type"] == "tagged-union":
        if tag in schema["choices"]:
            yield schema["choices"][tag]
        return
    for choice in schema["choices"]:
        yield choice[0] if isinstance(choice, tuple) else choice
