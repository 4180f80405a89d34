"""The one door through which rules and flows act: each effect is carried out by the module that owns the thing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from engine.lang.problems import Problem, Refused
from engine.lang.records import RecordRef
from engine.rules.effects import Block
from engine.runtime.turn import Turn

DEEPEST = 12
"""How far rules may set off rules; more is a circle nobody meant."""


@singledispatch
def carry_out(effect: object, turn: Turn, cause: RecordRef) -> None:
    """Do what an effect asks, on behalf of the app. `cause` is the record whose rule or flow asks for it."""
    del turn, cause
    raise TypeError(f"nobody carries out {type(effect).__name__}")


def carry_out_all(effects: Iterable[object], turn: Turn, cause: RecordRef) -> None:
    behalf = turn.on_behalf()
    if behalf.depth > DEEPEST:
        raise Refused(Problem((), "rules-in-a-circle"))
    for effect in effects:
        carry_out(effect, behalf, cause)


@carry_out.register
def _block(effect: Block, turn: Turn, cause: RecordRef) -> None:
    del turn, cause
    path = () if effect.field is None else (effect.field,)
    raise Refused(Problem(path, "blocked", {"message": f"{effect.message.zh}|{effect.message.en}"}))
