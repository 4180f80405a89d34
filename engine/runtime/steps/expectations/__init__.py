"""The family of expectations, told apart by their first key."""

from typing import TYPE_CHECKING

from engine.lang.kinds import Kinds
from engine.runtime.steps.expectations.chart import ExpectChart
from engine.runtime.steps.expectations.copied import ExpectCopied
from engine.runtime.steps.expectations.expectation import Expectation
from engine.runtime.steps.expectations.form import ExpectForm
from engine.runtime.steps.expectations.record import ExpectRecord
from engine.runtime.steps.expectations.task import ExpectTask
from engine.runtime.steps.expectations.told import ExpectTold
from engine.runtime.steps.expectations.trace import ExpectTrace

EXPECTATIONS: Kinds[Expectation] = Kinds(
    "expectation",
    [ExpectRecord, ExpectForm, ExpectTask, ExpectTold, ExpectCopied, ExpectTrace, ExpectChart],
    named_by=None,
)

__all__ = ["EXPECTATIONS", "Expectation", "ExpectationKind"]

if TYPE_CHECKING:
    ExpectationKind = Expectation
else:
    ExpectationKind = EXPECTATIONS.union()
