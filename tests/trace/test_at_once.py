"""Two transactions at once, on PostgreSQL: drawing on a lot and making one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from engine.trace.balance import balance
from engine.trace.ledger import metadata
from engine.trace.lots import lock, lot_id, lot_ids
from tests.trace.factory import APP, key, lot, received, shipped, write


@pytest.fixture
def engine(postgres: str) -> Engine:
    engine = create_engine(postgres)
    metadata.create_all(engine)
    return engine


def test_a_locked_lot_makes_others_wait(engine: Engine) -> None:
    with engine.begin() as connection:
        keys = lot_ids(connection, APP, [lot("A"), lot("B")])
    with engine.begin() as first, engine.connect() as second:
        lock(first, [keys[lot("A")]])
        second.execute(text("set local lock_timeout = '100ms'"))
        lock(second, [keys[lot("B")]])
        with pytest.raises(OperationalError):
            lock(second, [keys[lot("A")]])
    engine.dispose()


def test_many_who_lock_before_they_look_never_draw_too_much(engine: Engine) -> None:
    with engine.begin() as connection:
        write(connection, received(A=5))

    def draw(_: int) -> bool:
        with engine.begin() as connection:
            mine = key(connection, "A")
            lock(connection, [mine])
            if balance(connection, [mine])[mine].on_hand < 1:
                return False
            write(connection, shipped("C1", A=1))
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(draw, range(12))) == 5
    with engine.connect() as connection:
        assert balance(connection, [key(connection, "A")])[key(connection, "A")].on_hand == Decimal(0)
    engine.dispose()


def test_two_who_meet_a_new_lot_at_once_get_the_same_key(engine: Engine) -> None:
    def meet(number: int) -> int:
        with engine.begin() as connection:
            return lot_id(connection, APP, lot(f"L{number // 4}"))

    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(meet, range(40)))
    assert len(set(keys)) == 10
    engine.dispose()
