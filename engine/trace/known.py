"""Which events count: those not void now, or those that counted as far as was known at some moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_

from engine.trace.tables import EVENT


def counts(known_at: datetime | None) -> ColumnElement[bool]:
    """True for the events of an answer `known_at` a moment; none means now.

    What was voided later counted then; what was written later, a correction too, was not known yet.
    """
    if known_at is None:
        return EVENT.c.void.is_(False)
    written = func.coalesce(EVENT.c.written_at, EVENT.c.at, type_=EVENT.c.at.type)
    return and_(written <= known_at, or_(EVENT.c.void.is_(False), EVENT.c.voided_at > known_at))
