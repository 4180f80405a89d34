"""Values no record keeps: read from other records whenever they are shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Live:
    """Where a live value comes from: the end of a `path` of links, or the records of form `source` whose field `link`
    leads here.
    """

    path: tuple[str, ...] = ()
    source: str | None = None
    link: str | None = None
