"""The links a record makes, for whoever knows whether their targets exist and may be linked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from engine.forms.field import Field
from engine.forms.seen import Values
from engine.lang.problems import Path


@dataclass(frozen=True, slots=True)
class LinkMade:
    """A link in a record: where it stands, its field, and the id it leads to.

    `chosen`: a person picked it; otherwise it is computed, or copied from the source of its row.
    """

    path: Path
    field: Field
    target_form: str
    record_id: str
    chosen: bool


def links_in(
    fields: Iterable[Field], values: Values, at: Path = (), copied: Collection[str] = ()
) -> Iterator[LinkMade]:
    """Every link a record and its rows make."""
    for field in fields:
        if not field.holds_links:
            continue
        value = values.get(field.id)
        if field.target_form is not None and isinstance(value, str):
            chosen = not field.computed and field.id not in copied
            yield LinkMade((*at, field.id), field, field.target_form, value, chosen)
        for place, row in enumerate(value or () if field.row_fields else ()):
            yield from links_in(field.row_fields, row, (*at, field.id, place), field.copied)
