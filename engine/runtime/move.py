"""Material moves and lots freeze: the one place where a frozen lot or an overdrawn balance is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from engine.lang.columns import number_text
from engine.lang.problems import Problem, Refused
from engine.lang.records import RecordRef
from engine.rules.effects import Freeze, Release
from engine.runtime.effects import carry_out, remember
from engine.runtime.turn import Turn
from engine.runtime.view import Environment
from engine.storage.records import Record, freeze, names_of
from engine.trace import holds, ledger
from engine.trace.balance import balance
from engine.trace.holds import Hold
from engine.trace.lots import find_lots, lock, lot_id, lot_ids
from engine.trace.movement import Movement


def move(turn: Turn, record: Record) -> None:
    """Write what the submission of this record moves; Refused, line by line, when a lot must not or cannot."""
    _move(turn, record, _movements(turn, record))


def move_again(turn: Turn, record: Record, before: Record) -> None:
    """A submitted record was changed: if it now moves something else, what it moved is taken back and moved anew.

    The correction tells what happened when the record was submitted, and is written now.
    """
    if record.form not in turn.app.trace.plans:
        return
    movements = _movements(turn, record)
    if movements == _movements(turn, before):
        return
    ref = RecordRef(record.form, record.id)
    happened = ledger.happened(turn.connection, turn.app.id, ref)
    ledger.void(turn.connection, turn.app.id, ref, turn.now)
    _move(turn, record, movements, happened)


def _movements(turn: Turn, record: Record) -> Sequence[Movement]:
    return turn.app.trace.movements_of(record.form, Environment(turn, record.form, record))


def _move(turn: Turn, record: Record, movements: Sequence[Movement], happened: datetime | None = None) -> None:
    if not movements:
        return
    lots = lot_ids(turn.connection, turn.app.id, (movement.lot for movement in movements))
    lock(turn.connection, lots.values())
    problems = [*_frozen(turn, movements, lots), *_overdrawn(turn, movements, lots)]
    if problems:
        raise Refused(*problems)
    ref = RecordRef(record.form, record.id)
    cause = ledger.Cause(turn.app.id, ref, happened or turn.now, turn.actor.id, turn.now if happened else None)
    ledger.record(turn.connection, movements, cause)


def _frozen(turn: Turn, movements: Sequence[Movement], lots: Mapping[RecordRef, int]) -> list[Problem]:
    held = holds.held(turn.connection, lots.values())
    return [
        Problem(
            movement.path,
            "lot-frozen",
            {"lot": name_of(turn, movement.lot), "reason": _reasons(held[lots[movement.lot]])},
        )
        for movement in movements
        if movement.refuses_frozen and lots[movement.lot] in held
    ]


def _reasons(open_holds: Sequence[Hold]) -> str:
    zh = "；".join(hold.reason.zh for hold in open_holds)
    return f"{zh}|{'; '.join(hold.reason.en for hold in open_holds)}"


def reasons_of(turn: Turn, record: Record) -> dict[tuple[str, datetime], str]:
    """Why a lot was frozen and released, by what was done and when, in this person's language."""
    known = find_lots(turn.connection, turn.app.id, [RecordRef(record.form, record.id)])
    found: dict[tuple[str, datetime], str] = {}
    for hold in (hold for lot in known.values() for hold in holds.holds(turn.connection, lot)):
        found["freeze", hold.since] = hold.reason.in_(turn.actor.language)
        if hold.released_at is not None and hold.release_reason is not None:
            found["release", hold.released_at] = hold.release_reason.in_(turn.actor.language)
    return found


def frozen_reason(turn: Turn, record: Record) -> str:
    """Why a lot is frozen, in this person's language."""
    known = find_lots(turn.connection, turn.app.id, [RecordRef(record.form, record.id)])
    open_holds = [hold for held in holds.held(turn.connection, known.values()).values() for hold in held]
    return "；".join(hold.reason.in_(turn.actor.language) for hold in open_holds)


def _overdrawn(turn: Turn, movements: Sequence[Movement], lots: Mapping[RecordRef, int]) -> list[Problem]:
    """Nobody can move more than there is, nor correct away what has moved on already."""
    there = {lot: found.on_hand for lot, found in balance(turn.connection, lots.values()).items()}
    left = {lot: there[lot] + sum(_changes(movements, lots, lot), Decimal(0)) for lot in there}
    return [
        Problem(
            movement.quantity_path,
            "lot-overdrawn",
            {"lot": name_of(turn, movement.lot), "left": _available(there, movements, lots, movement)},
        )
        for movement in movements
        if movement.change and left[lots[movement.lot]] < 0
    ]


def _changes(movements: Sequence[Movement], lots: Mapping[RecordRef, int], lot: int) -> list[Decimal]:
    return [movement.change for movement in movements if lots[movement.lot] == lot]


def _available(
    there: Mapping[int, Decimal], movements: Sequence[Movement], lots: Mapping[RecordRef, int], movement: Movement
) -> str:
    """What a lot has to give, counting what the same record brings in."""
    lot = lots[movement.lot]
    return number_text(
        there[lot] + sum((change for change in _changes(movements, lots, lot) if change > 0), Decimal(0))
    )


def name_of(turn: Turn, ref: RecordRef) -> str:
    return names_of(turn.connection, turn.tables.form(ref.form), [ref.id]).get(ref.id, ref.id)


@carry_out.register
def _freeze(effect: Freeze, turn: Turn) -> None:
    lot = lot_id(turn.connection, turn.app.id, effect.lot)
    lock(turn.connection, [lot])
    if holds.hold(turn.connection, lot, effect.reason, effect.holder, at=turn.now, by=turn.actor.id):
        remember(turn, "freeze", effect.lot)
    _follow_holds(turn, effect.lot, lot)


@carry_out.register
def _release(effect: Release, turn: Turn) -> None:
    lot = lot_id(turn.connection, turn.app.id, effect.lot)
    lock(turn.connection, [lot])
    if holds.release(turn.connection, lot, at=turn.now, by=turn.actor.id, reason=effect.reason, holder=effect.holder):
        remember(turn, "release", effect.lot)
    _follow_holds(turn, effect.lot, lot)


def _follow_holds(turn: Turn, ref: RecordRef, lot: int) -> None:
    """The record's own `frozen` says what the holds say."""
    frozen = bool(holds.held(turn.connection, [lot]))
    freeze(turn.connection, turn.tables.form(ref.form), ref.id, frozen=frozen)
    turn.forget(ref.form, ref.id)
