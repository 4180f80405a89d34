"""All kinds of events that set rules off. A new kind is a file here and its class in this list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lang.kinds import Kinds
from engine.rules.event import EventDefinition
from engine.rules.events.changed import Changed
from engine.rules.events.created import Created
from engine.rules.events.decided import Decided
from engine.rules.events.deleted import Deleted
from engine.rules.events.scheduled import Scheduled
from engine.rules.events.submitted import Submitted

EVENTS: Kinds[EventDefinition] = Kinds(
    "event", [Created, Submitted, Changed, Deleted, Decided, Scheduled], named_by=None
)

if TYPE_CHECKING:
    AnyEvent = EventDefinition
else:
    AnyEvent = EVENTS.union()
    """An event of any kind, for definition models."""
