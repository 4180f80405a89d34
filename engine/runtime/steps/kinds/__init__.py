"""All kinds of steps. A new kind is a file here and its class in this list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.lang.kinds import Kinds
from engine.runtime.steps.kinds.change import Change
from engine.runtime.steps.kinds.decide import Decide
from engine.runtime.steps.kinds.each import Each
from engine.runtime.steps.kinds.expect import Expect
from engine.runtime.steps.kinds.find import Find
from engine.runtime.steps.kinds.if_then import If
from engine.runtime.steps.kinds.keep import Keep, Take
from engine.runtime.steps.kinds.let import Let
from engine.runtime.steps.kinds.repeat import Repeat
from engine.runtime.steps.kinds.submit import Submit
from engine.runtime.steps.kinds.wait import Wait
from engine.runtime.steps.step import Step


class StepKinds(Kinds[Step]):
    """Steps read like sentences, `as: li` before `submit: lot`: any key may say the kind, not only the first."""

    def tag(self, value: object) -> str | None:
        if isinstance(value, Mapping):
            return next((key for key in value if key in self.names), super().tag(value))
        return super().tag(value)


STEPS = StepKinds(
    "step", [Submit, Change, Decide, Expect, Find, Wait, Let, Repeat, Each, If, Keep, Take], named_by=None
)

if TYPE_CHECKING:
    AnyStep = Step
else:
    AnyStep = STEPS.union()
    """A step of any kind, for definition models."""
    for model in (Repeat, Each, If):
        model.model_rebuild(_types_namespace={"AnyStep": AnyStep})
