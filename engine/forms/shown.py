"""Whether a condition of a field holds for a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.forms.field import Condition, Field
from engine.forms.seen import RecordSeen


def holds(condition: Condition, names: Mapping[str, Any]) -> bool:
    return condition if isinstance(condition, bool) else condition.holds(names)


def is_shown(field: Field, names: Mapping[str, Any]) -> bool:
    """Visible itself, and so are the parts of the page it stands in."""
    if (
        field.parts
        and isinstance(names, RecordSeen)
        and not all(holds(names.fields[part].visible, names) for part in field.parts)
    ):
        return False
    return field.visible is True or holds(field.visible, names)
