"""One of several options."""

from __future__ import annotations

from typing import ClassVar

from engine.forms.operators import CHOOSING
from engine.forms.roots.offering import OneOffered
from engine.forms.roots.option_kind import OptionKind
from engine.lang.expressions import ChoiceType, Type
from engine.lang.expressions.types import UNKNOWN


class Choice(OptionKind, OneOffered):
    """One option out of a set: a verdict, a disposition, a unit.

    `options` names a set of app.yaml, or lists the options here. What is kept is the option's value; people see its
    title, coloured by its `tone`. It starts empty: no answer is ever proposed unless `default` says so.
    """

    kind: ClassVar[str] = "choice"
    widget: ClassVar[str] = "choice"
    operators: ClassVar[tuple[str, ...]] = CHOOSING
    example: ClassVar[str] = (
        "verdict: {kind: choice, required: true, options: "
        "{pass: {title: {zh: 合格, en: Pass}, tone: pass}, fail: {title: {zh: 不合格, en: Fail}, tone: fail}}}"
    )

    def expression_type(self) -> Type:
        return UNKNOWN if isinstance(self.options, str) else ChoiceType(tuple(self.offered))
