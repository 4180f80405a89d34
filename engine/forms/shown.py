"""Whether a condition of a field holds for a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.forms.field import Condition, Field
from engine.forms.seen import RecordSeen


def holds(condition: Condition, names: Mapping[str, Any]) -> bool:
    return condition if isinstance(condition, bool) else condition.holds(names)


def is_shown(field: Field, names: Mapping[str, Any]) -> bool:
    """Visible itself, and so is the section it stands in."""
    if field.section is not None and isinstance(names, RecordSeen):
        section = names.fields[field.section]
        if not holds(section.visible, names):
            return False
    return holds(field.visible, names)
