"""The one door through which rules and flows act: each effect is carried out by the module that owns the thing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from engine.lang.problems import Problem, Refused
from engine.lang.records import RecordRef
from engine.rules.effects import Block, CallOut, Message
from engine.runtime.cause import Cause
from engine.runtime.ids import new_id
from engine.runtime.turn import Turn
from engine.storage.caused import Caused, What, note_caused
from engine.storage.jobs import Job, enqueue

CALL = "call"
"""The job that calls another system."""
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
def _message(effect: Message, turn: Turn) -> None:
    turn.told.append(effect)


@carry_out.register
def _call(effect: CallOut, turn: Turn) -> None:
    """The call leaves after the transaction, and never if it is undone. What is queued names no secret."""
    call_id = new_id()
    payload = {"connection": effect.connection, "method": effect.method, "path": effect.path, "body": effect.body}
    enqueue(turn.connection, Job(call_id, f"{CALL}:{call_id}", CALL, payload), at=turn.now)
    remember(turn, "call", effect.about, call_id)


@carry_out.register
def _block(effect: Block, turn: Turn) -> None:
    del turn
    path = () if effect.field is None else (effect.field,)
    raise Refused(Problem(path, "blocked", {"message": f"{effect.message.zh}|{effect.message.en}"}))
