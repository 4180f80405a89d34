"""Document numbers: no gap, no double, whoever asks at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Connection

from engine.lang.problems import Problem, Refused
from engine.storage.database import Database
from engine.storage.numbering import next_in_sequence


def test_numbers_taken_by_eight_threads_have_no_gap_and_no_double(database: Database) -> None:
    def take(turn: int) -> int | None:
        def command(connection: Connection) -> int:
            number = next_in_sequence(connection, "qa.inspection", "IQC-2026")
            if turn % 5 == 0:
                raise Refused(Problem((), "refused"))
            return number

        try:
            return database.write_now(command)
        except Refused:
            return None

    with ThreadPoolExecutor(8) as threads:
        numbers = [number for number in threads.map(take, range(200)) if number is not None]
    assert sorted(numbers) == list(range(1, 161))


def test_each_prefix_and_form_counts_from_one(database: Database) -> None:
    asked = [("qa.lot", "L"), ("qa.lot", "L"), ("qa.lot", "M"), ("qa.supplier", "L")]
    numbers = [database.write_now(lambda c, one=one: next_in_sequence(c, *one)) for one in asked]
    assert numbers == [1, 2, 1, 1]
