"""The `created` event."""

from __future__ import annotations

from typing import ClassVar

from engine.lang.model import Name
from engine.rules.event import EventDefinition


class Created(EventDefinition):
    """A record was made, as a draft or submitted."""

    kind: ClassVar[str] = "created"
    example: ClassVar[str] = "{created: inspection}"

    created: Name
