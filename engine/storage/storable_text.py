"""Text that one of the databases cannot hold: NUL characters (PostgreSQL) and halves of surrogate pairs (both)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")
Path = tuple[str | int, ...]


def unstorable(value: object, path: Path = ()) -> Iterator[Path]:
    """The places of such text anywhere in a record's values."""
    if isinstance(value, str):
        if not value.isprintable() and _UNSTORABLE.search(value):
            yield path
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from unstorable(part, (*path, name))
    elif isinstance(value, Sequence) and not isinstance(value, bytes):
        for index, part in enumerate(value):
            yield from unstorable(part, (*path, index))
