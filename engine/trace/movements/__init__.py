"""All kinds of movements. A new kind is a file here and its class in this list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lang.kinds import Kinds
from engine.trace.movement import MovementDefinition
from engine.trace.movements.consume import Consume
from engine.trace.movements.merge import Merge
from engine.trace.movements.produce import Produce
from engine.trace.movements.receive import Receive
from engine.trace.movements.return_ import Return
from engine.trace.movements.scrap import Scrap
from engine.trace.movements.ship import Ship
from engine.trace.movements.split import Split
from engine.trace.movements.transfer import Transfer

MOVEMENTS: Kinds[MovementDefinition] = Kinds(
    "movement", [Receive, Consume, Produce, Split, Merge, Transfer, Ship, Return, Scrap], named_by=None
)

if TYPE_CHECKING:
    AnyMovement = MovementDefinition
else:
    AnyMovement = MOVEMENTS.union()
    """A movement of any kind, for definition models."""
