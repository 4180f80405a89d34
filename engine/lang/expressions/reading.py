"""How a name is read: of a record, of a row, through a link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def value_of(values: Mapping[str, Any], name: str) -> Any:
    """A value of a record or row; what is not there is null."""
    try:
        return values[name]
    except KeyError:
        return None


def attribute(value: Any, name: str) -> Any:
    """A field of what a link leads to; of nothing it is null."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        return value.get(name)
    if name == "id":
        return value
    raise TypeError(f"'{name}' is asked of {type(value).__name__}, which is no record")
