"""What a flow file holds."""

from __future__ import annotations

from pydantic import Field

from engine.flows.node_types import AnyStep
from engine.lang.labels import LabelText
from engine.lang.model import Definition, Many, Name


class FlowDefinition(Definition):
    """A flow: what happens, in which order and by whom, to a record of one form."""

    flow: Name
    was: Name | None = None
    title: LabelText
    for_: Name = Field(alias="for")
    steps: Many[AnyStep] = Field(min_length=1)
