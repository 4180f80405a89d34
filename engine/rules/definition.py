"""What a rule file holds."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field, RootModel, StringConstraints

from engine.lang.labels import LabelText
from engine.lang.model import Definition, ExpressionText, Many, Name, Spelled
from engine.rules.actions import AnyAction

EventText = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}\.(created|submitted|changed|deleted)$", strict=True),
    Spelled("form.submitted, form.created, form.changed, form.deleted"),
]
"""What sets a rule off: `iqc_inspection.submitted`."""


class RuleDefinition(Definition):
    """A rule: when something happens to a record of a form and a condition holds, do this."""

    rule: Name
    was: Name | None = None
    title: LabelText | None = None
    on: EventText
    when: ExpressionText | None = None
    do: Many[AnyAction] = Field(min_length=1)

    @property
    def form(self) -> str:
        return self.on.partition(".")[0]

    @property
    def verb(self) -> str:
        return self.on.partition(".")[2]


class ActionList(RootModel[Many[AnyAction]]):
    """Actions standing elsewhere, such as those of a flow's `do` node."""

    model_config = ConfigDict(frozen=True, strict=True)
