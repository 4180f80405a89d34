"""Closures both ways, on SQLite and on PostgreSQL: by example, and as properties of random genealogies."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from engine.trace.balance import balance
from engine.trace.genealogy import Direction, Genealogy, closure
from tests.trace.factory import Amounts, key, made, received, write


def reached(genealogy: Genealogy) -> dict[str, int]:
    return {node.lot.id: node.layer for node in genealogy.nodes}


def trace(ledger: Connection, name: str, direction: Direction) -> dict[str, int]:
    return reached(closure(ledger, key(ledger, name), direction))


def test_backward_names_what_it_was_made_of_and_forward_what_was_made_of_it(ledger: Connection) -> None:
    write(ledger, made({"steel": 10, "paint": 1}, {"part": 5}))
    write(ledger, made({"part": 2, "screw": 8}, {"pump": 1}))
    assert trace(ledger, "pump", "backward") == {"pump": 0, "part": 1, "screw": 1, "steel": 2, "paint": 2}
    assert trace(ledger, "paint", "forward") == {"paint": 0, "part": 1, "pump": 2}
    assert trace(ledger, "screw", "backward") == {"screw": 0}


def test_edges_tell_quantity_event_and_record(ledger: Connection) -> None:
    paper = write(ledger, made({"steel": 10}, {"part": 5}))
    found = closure(ledger, key(ledger, "part"), "backward")
    (edge,) = found.edges
    event = found.events[edge.event]
    assert (edge.source, edge.target) == (key(ledger, "steel"), key(ledger, "part"))
    assert (edge.quantity, event.kind, event.record, event.actor) == (Decimal(10), "transform", paper, "li")


def test_siblings_of_a_lot_are_not_on_its_way(ledger: Connection) -> None:
    write(ledger, made({"coil": 10}, {"left": 5, "right": 5}))
    assert trace(ledger, "left", "backward") == {"left": 0, "coil": 1}
    assert trace(ledger, "left", "forward") == {"left": 0}


def test_a_diamond_is_visited_once_and_keeps_all_its_edges(ledger: Connection) -> None:
    write(ledger, made({"coil": 10}, {"left": 5, "right": 5}))
    write(ledger, made({"left": 5, "right": 5}, {"pump": 1}))
    found = closure(ledger, key(ledger, "pump"), "backward")
    assert reached(found) == {"pump": 0, "left": 1, "right": 1, "coil": 2}
    assert len(found.edges) == 4


def test_rework_back_into_the_same_lot_ends(ledger: Connection) -> None:
    write(ledger, made({"part": 5}, {"part": 5}))
    write(ledger, made({"part": 5}, {"pump": 5}))
    write(ledger, made({"pump": 1}, {"part": 1}))
    assert trace(ledger, "pump", "backward") == {"pump": 0, "part": 1}
    assert trace(ledger, "part", "forward") == {"part": 0, "pump": 1}


def test_a_chain_of_a_thousand_steps_is_followed_to_its_end(ledger: Connection) -> None:
    for number in range(1000):
        write(ledger, made({f"L{number}": 1}, {f"L{number + 1}": 1}))
    assert trace(ledger, "L1000", "backward")["L0"] == 1000


NAMES = [f"L{number}" for number in range(8)]
quantities = st.decimals(min_value="0.001", max_value="100000", places=3)
sides = st.dictionaries(st.sampled_from(NAMES), quantities, min_size=1, max_size=4)
genealogies = st.lists(st.tuples(sides, sides), max_size=12)

anything = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@anything
@given(genealogies)
def test_no_quantity_is_lost_or_made(ledger: Connection, events: list[tuple[Amounts, Amounts]]) -> None:
    """Edges out of a lot add up to what it was consumed for; balances are what came less what went."""
    with ledger.begin_nested() as savepoint:
        write(ledger, received(**dict.fromkeys(NAMES, 1000)))
        expected = dict.fromkeys(NAMES, Decimal(1000))
        consumed_of = dict.fromkeys(NAMES, Decimal(0))
        for consumed, produced in events:
            write(ledger, made(consumed, produced))
            for name, quantity in consumed.items():
                expected[name] -= Decimal(quantity)
                consumed_of[name] += Decimal(quantity)
            for name, quantity in produced.items():
                expected[name] += Decimal(quantity)
        keys = {name: key(ledger, name) for name in NAMES}
        kept = balance(ledger, keys.values())
        for name in NAMES:
            edges = closure(ledger, keys[name], "forward").edges
            out = sum((edge.quantity for edge in edges if edge.source == keys[name]), Decimal(0))
            assert out == consumed_of[name]
            assert kept[keys[name]].on_hand == expected[name]
        savepoint.rollback()
