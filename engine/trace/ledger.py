"""The ledger's writing side: what a record moved becomes events, moves and edges.

Functions over an open connection; the transaction is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from engine.lang.records import RecordRef
from engine.trace.lots import lot_ids
from engine.trace.movement import Edge, Movement
from engine.trace.shares import shares
from engine.trace.tables import EDGE, EVENT, LOT, MOVE, VOID_EDGE, metadata

__all__ = ["Cause", "happened", "metadata", "record", "void"]


@dataclass(frozen=True, slots=True)
class Cause:
    """What moved material: the submission of a record of an app, by somebody at some moment.

    A correction is `written` later than what it tells happened `at`.
    """

    app: str
    record: RecordRef
    at: datetime
    actor: str | None
    written: datetime | None = None


def record(connection: Connection, movements: Sequence[Movement], cause: Cause) -> tuple[int, ...]:
    """Writes the movements of one record, one event for each step; the ids of the events.

    Frozen lots and overdrawn balances are not looked at here.
    """
    lots = lot_ids(connection, cause.app, (movement.lot for movement in movements))
    _refill(connection, movements, lots, cause)
    steps: dict[str, list[Movement]] = {}
    for movement in movements:
        steps.setdefault(movement.step, []).append(movement)
    return tuple(_event(connection, step, made, lots, cause) for step, made in steps.items())


def happened(connection: Connection, app: str, of: RecordRef) -> datetime | None:
    """When the record moved what it moves; none when it moves nothing that counts."""
    first = _counting(app, of).with_only_columns(func.min(EVENT.c.at, type_=EVENT.c.at.type))
    found: datetime | None = connection.scalar(first)
    return found


def void(connection: Connection, app: str, of: RecordRef, at: datetime) -> int:
    """Takes back what a record moved: its events stay readable but count no more. How many events that were."""
    ids = connection.scalars(_counting(app, of)).all()
    if ids:
        gone = EDGE.c.event.in_(ids)
        connection.execute(insert(VOID_EDGE).from_select(list(EDGE.c.keys()), select(EDGE).where(gone)))
        connection.execute(delete(EDGE).where(gone))
        connection.execute(update(EVENT).where(EVENT.c.id.in_(ids)).values(void=True, voided_at=at))
    return len(ids)


def _counting(app: str, of: RecordRef) -> Select[tuple[int]]:
    """The events of a record that are not void."""
    return select(EVENT.c.id).where(
        EVENT.c.record_id == of.id, EVENT.c.form == of.form, EVENT.c.app == app, EVENT.c.void.is_(False)
    )


def _refill(connection: Connection, movements: Sequence[Movement], lots: Mapping[RecordRef, int], cause: Cause) -> None:
    """Notes the lots to which something comes after something went: what they held before may be gone by then.

    More lots than need be may be noted, never fewer: those of a correction, which is written after what followed it.
    """
    gains = {lots[movement.lot] for movement in movements if movement.sign > 0}
    drawn = {lots[movement.lot] for movement in movements if movement.sign < 0}
    certain = {*gains, *drawn} if cause.written else gains & drawn
    earlier = select(MOVE.c.lot).where(MOVE.c.lot.in_(gains - certain), MOVE.c.sign < 0)
    again = certain | set(connection.scalars(earlier)) if gains - certain else certain
    if again:
        noted = update(LOT).where(LOT.c.id.in_(again), LOT.c.refilled.is_(False))
        connection.execute(noted.values(refilled=True))


def _event(
    connection: Connection, step: str, made: Sequence[Movement], lots: Mapping[RecordRef, int], cause: Cause
) -> int:
    written = insert(EVENT).values(
        app=cause.app,
        kind=step,
        form=cause.record.form,
        record_id=cause.record.id,
        at=cause.at,
        actor=cause.actor,
        written_at=cause.written,
    )
    event = int(connection.execute(written.returning(EVENT.c.id)).scalar_one())
    connection.execute(insert(MOVE), [_move(event, movement, lots) for movement in made])
    sources, targets = _amounts(made, "source", lots), _amounts(made, "target", lots)
    if sources and targets:
        edges = [
            {"source": source, "target": target, "event": event, "quantity": share}
            for source, quantity in sources.items()
            for target, share in shares(quantity, targets).items()
        ]
        connection.execute(insert(EDGE), edges)
    return event


def _move(event: int, movement: Movement, lots: Mapping[RecordRef, int]) -> dict[str, object]:
    return {
        "event": event,
        "lot": lots[movement.lot],
        "kind": movement.kind,
        "quantity": movement.quantity,
        "sign": movement.sign,
        "party_form": movement.party.form if movement.party else None,
        "party": movement.party.id if movement.party else None,
    }


def _amounts(made: Sequence[Movement], edge: Edge, lots: Mapping[RecordRef, int]) -> dict[int, Decimal]:
    """Quantity by lot on one side of an event's edges; a lot that stands in several rows counts once."""
    found: dict[int, Decimal] = {}
    for movement in made:
        if movement.edge == edge:
            key = lots[movement.lot]
            found[key] = found.get(key, Decimal(0)) + movement.quantity
    return found
