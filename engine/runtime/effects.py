"""The one door through which rules and flows act: each effect is carried out by the module that owns the thing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from engine.lang.problems import Problem, Refused
from engine.lang.records import RecordRef
from engine.rules.effects import Block
from engine.runtime.cause import Cause
from engine.runtime.ids import new_id
from engine.runtime.turn import Turn
from engine.storage.caused import Caused, What, note_caused

DEEPEST = 12
"""How far rules may set off rules; more is a circle nobody meant."""


@singledispatch
def carry_out(effect: object, turn: Turn) -> None:
    """Do what an effect asks, on behalf of the app. `turn.cause` says which rule or flow asks for it, and why."""
    del turn
    raise TypeError(f"nobody carries out {type(effect).__name__}")


def carry_out_all(effects: Iterable[object], turn: Turn, cause: Cause) -> None:
    behalf = turn.on_behalf(cause)
    if behalf.depth > DEEPEST:
        titles = [turn.app.rules.title(rule) for rule in cause.rules]
        chain = f"{' → '.join(one.zh for one in titles)}|{' → '.join(one.en for one in titles)}"
        raise Refused(Problem((), "rules-in-a-circle", {"chain": chain}))
    for effect in effects:
        carry_out(effect, behalf)


def remember(turn: Turn, what: What, of: RecordRef, thing: str | None = None) -> None:
    """Remember why something was done to a record that is no change of it; what a person does needs no reason."""
    if turn.cause is not None:
        cause, by = turn.cause.to_json(), turn.actor.id
        note_caused(
            turn.connection,
            Caused(new_id(), turn.app.id, of.form, of.id, what, thing, cause, turn.app.hash, by, turn.now),
        )


@carry_out.register
def _block(effect: Block, turn: Turn) -> None:
    del turn
    path = () if effect.field is None else (effect.field,)
    raise Refused(Problem(path, "blocked", {"message": f"{effect.message.zh}|{effect.message.en}"}))
