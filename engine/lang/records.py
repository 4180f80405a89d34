"""A record named from outside its form."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A record by the id of its form and its own id; a person by the form `@person`."""

    form: str
    id: str
