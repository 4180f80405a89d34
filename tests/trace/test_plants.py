"""Random plants with runs, rework, refilled lots and shipments: what a trace says is what happened, and it adds up."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from engine.trace.balance import balance, balance_of, moves
from engine.trace.exposure import Exposure, exposure
from engine.trace.genealogy import Direction, Genealogy, closure
from engine.trace.ledger import void
from tests.trace.factory import APP, START, key, made, received, shipped, write
from tests.trace.plants import NAMES, Account, Happens, plants

anything = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NEAR = Decimal("0.0001")


def traced(ledger: Connection, name: str, direction: Direction, known_at: datetime | None = None) -> Genealogy:
    return closure(ledger, key(ledger, name), direction, known_at)


def names(genealogy: Genealogy) -> set[str]:
    return {node.lot.id for node in genealogy.nodes}


def exposed(ledger: Connection, genealogy: Genealogy) -> Exposure:
    return exposure(genealogy, moves(ledger, [node.id for node in genealogy.nodes]))


def weights(ledger: Connection, name: str, direction: Direction) -> dict[str, Decimal]:
    found = traced(ledger, name, direction)
    by_key = {node.id: node.lot.id for node in found.nodes}
    return {by_key[lot]: amount for lot, amount in exposed(ledger, found).weighted.items() if lot in by_key}


@anything
@given(plants)
def test_a_trace_finds_exactly_what_was_there_when_it_was_drawn(ledger: Connection, happens: list[Happens]) -> None:
    with ledger.begin_nested() as savepoint:
        account = Account().lives(happens, ledger)
        for name in NAMES:
            assert names(traced(ledger, name, "backward")) == account.backward(name)
            assert names(traced(ledger, name, "forward")) == account.forward(name)
        savepoint.rollback()


@anything
@given(plants)
def test_forward_and_backward_say_the_same_of_every_pair(ledger: Connection, happens: list[Happens]) -> None:
    with ledger.begin_nested() as savepoint:
        Account().lives(happens, ledger)
        forward = {(one, other) for one in NAMES for other in names(traced(ledger, one, "forward"))}
        backward = {(other, one) for one in NAMES for other in names(traced(ledger, one, "backward"))}
        assert forward == backward
        savepoint.rollback()


@anything
@given(plants)
def test_all_that_came_is_somewhere(ledger: Connection, happens: list[Happens]) -> None:
    """What ever came to a lot lies in it or in others now, or went out of the house."""
    with ledger.begin_nested() as savepoint:
        account = Account().lives(happens, ledger)
        for name in NAMES:
            genealogy = traced(ledger, name, "forward")
            found = exposed(ledger, genealogy)
            again = sum(_came_back(genealogy, ledger), Decimal(0))
            there = sum(found.on_hand.values(), Decimal(0)) + sum(found.out.values(), Decimal(0))
            assert again or abs(found.weighted[genealogy.start] - there) < NEAR
            assert {lot for lot, amount in found.weighted.items() if amount > NEAR} <= {n.id for n in genealogy.nodes}
        kept = balance(ledger, [key(ledger, name) for name in NAMES])
        assert {name: float(kept[key(ledger, name)].on_hand) for name in NAMES} == {
            name: float(amount) for name, amount in account.on_hand.items()
        }
        savepoint.rollback()


def _came_back(genealogy: Genealogy, ledger: Connection) -> list[Decimal]:
    """Material that came back into the start counts there anew, in its unit: no balance over it."""
    del ledger
    return [edge.quantity for edge in genealogy.edges if edge.target == genealogy.start]


@anything
@given(plants)
def test_weights_are_the_same_seen_from_either_end(ledger: Connection, happens: list[Happens]) -> None:
    with ledger.begin_nested() as savepoint:
        account = Account().lives(happens, ledger)
        forward = {name: weights(ledger, name, "forward") for name in NAMES}
        loops = {name for name in NAMES if name in account.ever[name]}
        for name in set(NAMES) - loops:
            for other, amount in weights(ledger, name, "backward").items():
                if other not in loops:
                    assert abs(amount - forward[other].get(name, Decimal(0))) < NEAR
        savepoint.rollback()


@anything
@given(plants, st.data())
def test_as_of_a_moment_is_what_was_told_at_that_moment(ledger: Connection, happens: list[Happens], data: Any) -> None:
    """The answer as of a moment does not change by what happens or is taken back later."""
    with ledger.begin_nested() as savepoint:
        account = Account().lives(happens, ledger)
        found = {name: names(traced(ledger, name, "backward")) for name in NAMES}
        kept = {name: balance(ledger, [key(ledger, name)])[key(ledger, name)] for name in NAMES}
        last = max([move.at for move in moves(ledger, [key(ledger, name) for name in NAMES])], default=START)
        for paper in data.draw(st.lists(st.sampled_from(account.papers), unique=True)) if account.papers else []:
            void(ledger, APP, paper, last + timedelta(minutes=1))
        write(ledger, made({"L0": 1}, dict.fromkeys(NAMES, 1)))
        for name in NAMES:
            assert names(traced(ledger, name, "backward", last)) == found[name]
            own = [key(ledger, name)]
            assert balance_of(own, moves(ledger, own, last))[own[0]] == kept[name]
        savepoint.rollback()


def test_what_is_in_a_lot_later_was_not_in_what_was_drawn_before(ledger: Connection) -> None:
    write(ledger, received(tank=10, late=5))
    write(ledger, made({"tank": 4}, {"early": 4}))
    write(ledger, made({"late": 5}, {"tank": 5}))
    write(ledger, made({"tank": 4}, {"later": 4}))
    assert names(traced(ledger, "early", "backward")) == {"early", "tank"}
    assert names(traced(ledger, "later", "backward")) == {"later", "tank", "late"}
    assert names(traced(ledger, "late", "forward")) == {"late", "tank", "later"}


def test_an_emptied_lot_forgets_what_was_in_it(ledger: Connection) -> None:
    write(ledger, received(first=5, second=5))
    write(ledger, made({"first": 5}, {"tank": 5}))
    write(ledger, shipped("C1", tank=5))
    write(ledger, made({"second": 5}, {"tank": 5}))
    write(ledger, made({"tank": 5}, {"part": 5}))
    assert names(traced(ledger, "part", "backward")) == {"part", "tank", "second"}
    assert names(traced(ledger, "first", "forward")) == {"first", "tank"}


def test_half_of_a_mixture_is_half_of_each(ledger: Connection) -> None:
    write(ledger, received(red=6, blue=2))
    write(ledger, made({"red": 6, "blue": 2}, {"paint": 8}))
    write(ledger, made({"paint": 4}, {"car": 1}))
    assert weights(ledger, "car", "backward") == {"car": 1, "paint": 4, "red": 3, "blue": 1}
    genealogy = traced(ledger, "red", "forward")
    found = exposed(ledger, genealogy)
    assert found.on_hand[key(ledger, "paint")] == 3
    assert found.on_hand[key(ledger, "car")] == 3


def test_what_a_customer_got_of_it_is_said(ledger: Connection) -> None:
    write(ledger, received(red=6, blue=2))
    write(ledger, made({"red": 6, "blue": 2}, {"paint": 8}))
    write(ledger, shipped("C1", paint=2))
    found = exposed(ledger, traced(ledger, "red", "forward"))
    assert list(found.out.values()) == [Decimal("1.5")]
