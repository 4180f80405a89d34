"""The `submitted` event."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.model import Name
from engine.rules.event import EventDefinition


class Submitted(EventDefinition):
    """A record was submitted: for the first time, never again by a change."""

    kind: ClassVar[str] = "submitted"
    example: ClassVar[str] = "{submitted: inspection}"

    submitted: Name
