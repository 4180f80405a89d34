"""How values are put in words: the language, the time zone, and the names of linked records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from functools import cached_property

from engine.lang.labels import Language

Names = Mapping[tuple[str, str], str]
"""(form, record id) -> the name of that record."""


@dataclass(frozen=True)
class Words:
    """Whoever shows values looks the names of linked records up first, for a whole page at once."""

    language: Language = "zh"
    zone: tzinfo = UTC
    names: Names = field(default_factory=dict)

    def name_of(self, form: str, record_id: str) -> str | None:
        return self.names.get((form, record_id))

    def id_of(self, form: str, name: str) -> str | None:
        """The one record of that name; None when there is none or more than one."""
        found = self._ids.get((form, name), ())
        return found[0] if len(found) == 1 else None

    @cached_property
    def _ids(self) -> Mapping[tuple[str, str], list[str]]:
        ids: dict[tuple[str, str], list[str]] = {}
        for (form, record_id), name in self.names.items():
            ids.setdefault((form, name), []).append(record_id)
        return ids


PLAIN = Words()
