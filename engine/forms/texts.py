"""Spellings inside a form definition that become expressions, numbers and document numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from engine.lang.model import ExpressionText


def _spelled(value: object) -> object:
    """A plain `0` or `true` where an expression may stand is that literal."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    return value


def _exact(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


Formula = Annotated[ExpressionText, BeforeValidator(_spelled)]
"""An expression; a bare number, true or false is taken as that literal."""

Condition = bool | ExpressionText
"""Always, never, or when an expression holds."""

Exact = Annotated[Decimal, BeforeValidator(_exact)]
"""A number in a definition, never a float."""
