"""How values stand on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Printed:
    """One value on paper: its text; or pictures (files by "hash"), safe HTML its kind wrote, rows under titles."""

    text: str = ""
    pictures: tuple[dict[str, Any], ...] = ()
    html: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Printed, ...], ...] = ()
    numeric: bool = False

    @property
    def wide(self) -> bool:
        """Whether it takes the whole width of the paper."""
        return bool(self.pictures or self.html or self.columns or "\n" in self.text)
