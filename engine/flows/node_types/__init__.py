"""All kinds of flow nodes. A new kind is a file here and its class in this list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.flows.node_types.approve import Approve
from engine.flows.node_types.cc import Cc
from engine.flows.node_types.choose import Choose, Else, When
from engine.flows.node_types.do import Do
from engine.flows.node_types.end import End
from engine.flows.node_types.task import Task
from engine.flows.step import Step
from engine.lang.kinds import Kinds

NODES: Kinds[Step] = Kinds("node", [Approve, Task, Choose, Do, Cc, End], named_by=None)

if TYPE_CHECKING:
    AnyStep = Step
else:
    AnyStep = NODES.union()
    """A step of any kind, for definition models."""
    for model in (When, Else, Choose):
        model.model_rebuild(_types_namespace={"Step": AnyStep})
