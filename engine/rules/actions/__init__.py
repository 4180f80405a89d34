"""All kinds of rule actions. A new kind is a file here and its class in this list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lang.kinds import Kinds
from engine.rules.action import ActionDefinition
from engine.rules.actions.block import Block
from engine.rules.actions.call import Call
from engine.rules.actions.create import Create
from engine.rules.actions.freeze import Freeze
from engine.rules.actions.message import Message
from engine.rules.actions.notify import Notify
from engine.rules.actions.release import Release
from engine.rules.actions.set import Set
from engine.rules.actions.start import Start

ACTIONS: Kinds[ActionDefinition] = Kinds(
    "action", [Set, Create, Start, Freeze, Release, Notify, Message, Block, Call], named_by=None
)

if TYPE_CHECKING:
    AnyAction = ActionDefinition
else:
    AnyAction = ACTIONS.union()
    """An action of any kind, for definition models."""
