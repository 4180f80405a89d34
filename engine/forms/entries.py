"""Reading a mapping of entered values, of a record or of one of its rows."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from engine.forms.field_kind import FieldKind
from engine.forms.reading import Reading


def read_entries(
    kinds: Mapping[str, FieldKind], sent: Mapping[str, Any], reading: Reading, *, copied: Collection[str] = ()
) -> dict[str, Any]:
    """The values in memory of what was sent; what was not sent is not in it.

    `copied` are columns whose values come from elsewhere: they may be sent back, but only tell which row is meant.
    """
    values: dict[str, Any] = {}
    for name, value in sent.items():
        kind = kinds.get(name)
        if kind is None or not kind.stored:
            enterable = (known for known, one in kinds.items() if one.entered)
            refuse_unknown(name, enterable, reading.under(_printable(name)))
            continue
        here = reading.under(name)
        if not kind.entered and name not in copied:
            here.refuse("read-only")
        else:
            values[name] = None if value is None else kind.from_wire(value, here)
    return values


def refuse_unknown(name: object, known: Iterable[str], reading: Reading) -> None:
    """No such field; with the nearest name there is. Shown short, and without `|`, which would split languages."""
    shown = _printable(name).replace("|", "¦")
    near = difflib.get_close_matches(shown, list(known), n=1)
    hint = f"，是否想写“{near[0]}”？|; did you mean '{near[0]}'?" if near else ""
    reading.refuse("unknown-field", name=shown, near=hint)


def _printable(name: object) -> str:
    """A key as an answer can hold it, whatever a client took for one."""
    return str(name).encode("utf-8", "replace").decode()[:60]
