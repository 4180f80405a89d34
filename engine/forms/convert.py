"""A value of one field as another field would keep it: what a change of kind makes of what people entered."""

from __future__ import annotations

from typing import Any

from engine.forms.field import Field
from engine.forms.words import Words
from engine.lang.problems import Refused


def converted(value: Any, before: Field, after: Field, words: Words) -> Any:
    """The value in memory; None where the other field cannot hold it. `words` brings the names of linked records.

    First as programs exchange it, then as people write it: `pass` stays the option it was, a link becomes a name.
    """
    if value is None or (before.target_form is not None and after.target_form is not None):
        return None
    try:
        return after.from_wire(before.to_wire(value, words))
    except Refused:
        pass
    try:
        return after.from_text(before.to_text(value, words), words)
    except (Refused, NotImplementedError):
        return None


def fits(value: Any, field: Field) -> bool:
    """Whether the field would take a value that stands in it, were it entered now."""
    try:
        return value is None or field.from_wire(field.to_wire(value)) is not None
    except Refused:
        return False
