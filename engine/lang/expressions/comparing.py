"""Equality and order of the language: null equals only null, order with null is false, records are their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def identity(value: Any) -> Any:
    """What a value is compared by: a record by its id."""
    return value.get("id") if isinstance(value, Mapping) else value


def same(left: Any, right: Any) -> bool:
    return bool(identity(left) == identity(right))


def different(left: Any, right: Any) -> bool:
    return not same(left, right)


def less(left: Any, right: Any) -> bool:
    return left is not None and right is not None and left < right


def at_most(left: Any, right: Any) -> bool:
    return left is not None and right is not None and left <= right


def greater(left: Any, right: Any) -> bool:
    return less(right, left)


def at_least(left: Any, right: Any) -> bool:
    return at_most(right, left)


def between(value: Any, lower: Any, upper: Any) -> bool:
    """Both ends included; a missing end is open; a missing value is nowhere."""
    return value is not None and (lower is None or lower <= value) and (upper is None or value <= upper)


def among(value: Any, several: Sequence[Any] | None) -> bool:
    return any(same(value, each) for each in several or ())


def empty(value: Any) -> bool:
    """Null, empty text, an empty list, no rows."""
    return value is None or (not isinstance(value, Mapping) and value in ("", [], ())) or _no_rows(value)


def _no_rows(value: Any) -> bool:
    return isinstance(value, Sequence) and len(value) == 0


def first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def least(*values: Any) -> Any:
    """The smallest; nulls are passed over."""
    return min((value for value in values if value is not None), default=None)


def greatest(*values: Any) -> Any:
    return max((value for value in values if value is not None), default=None)
