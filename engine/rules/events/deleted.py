"""The `deleted` event."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.model import Name
from engine.rules.event import EventDefinition


class Deleted(EventDefinition):
    """A record was deleted."""

    kind: ClassVar[str] = "deleted"
    example: ClassVar[str] = "{deleted: inspection}"

    deleted: Name
