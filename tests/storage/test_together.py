"""Commands that come together share a commit where the database likes that, and stay atomic one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import Connection

from engine.lang.problems import Problem, Refused
from engine.storage.database import Database
from engine.storage.numbering import next_in_sequence
from engine.storage.sent import note_sent
from tests.storage.shapes import NOW

Command = Callable[[Connection], int]


def numbered(connection: Connection, *, refused: bool = False) -> int:
    number = next_in_sequence(connection, "qa.inspection", "IQC-")
    if refused:
        raise Refused(Problem((), "blocked", {"message": "nein|no"}))
    return number


async def sent(database: Database, *commands: Command) -> list[int | BaseException]:
    """What came of commands that were there at the same time."""
    together = (database.write(command, together="qa.inspection") for command in commands)
    return await asyncio.gather(*together, return_exceptions=True)


def test_each_gets_its_own_number(database: Database) -> None:
    numbers = asyncio.run(sent(database, *[numbered] * 50))
    assert sorted(numbers) == list(range(1, 51))  # type: ignore[type-var]


def test_what_is_refused_takes_nothing_else_with_it_and_leaves_no_gap(database: Database) -> None:
    commands = [partial(numbered, refused=place % 3 == 0) for place in range(30)]
    found = asyncio.run(sent(database, *commands))
    assert [isinstance(one, Refused) for one in found] == [place % 3 == 0 for place in range(30)]
    assert sorted(one for one in found if isinstance(one, int)) == list(range(1, 21))


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_two_queues_that_wait_for_each_other_both_get_through(database: Database) -> None:
    meet = Barrier(2, timeout=30)
    tried = [0, 0]

    def crossing(which: int, connection: Connection) -> int:
        tried[which] += 1
        next_in_sequence(connection, "qa", str(which))
        if tried[which] == 1:
            meet.wait()
        return next_in_sequence(connection, "qa", str(1 - which))

    async def both() -> list[int]:
        quiet = [database.write(lambda connection: 0, together=name) for name in "ab"]
        crossed = [database.write(partial(crossing, which), together=name) for which, name in enumerate("ab")]
        return await asyncio.gather(*quiet, *crossed)

    assert sorted(asyncio.run(both())) == [0, 0, 1, 2]
    assert max(tried) == 2


def test_the_same_sending_twice_in_one_transaction_is_stored_once(database: Database) -> None:
    async def twice() -> list[int | BaseException]:
        return await sent(database, *[lambda connection: note_sent(connection, "qa", "r1", "d", NOW)] * 2)

    assert sorted(asyncio.run(twice())) == [False, True]  # type: ignore[type-var]
