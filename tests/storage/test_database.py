"""A command is stored whole or not at all, and what was acknowledged is there."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event
from time import sleep

import pytest
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from engine.lang.problems import Problem, Refused
from engine.storage.announcements import announce
from engine.storage.database import Database
from engine.storage.migrate import migrate
from engine.storage.outage import Outage
from engine.storage.people import person
from engine.storage.records import insert_record
from tests.storage.shapes import TABLES, record

SUPPLIER, INSPECTION = TABLES.form("supplier"), TABLES.form("inspection")


def add(database: Database, code: str, **values: object) -> None:
    one = record("supplier", code, {"code": code, "title": code, "parent": None, **values})
    database.write_now(lambda connection: insert_record(connection, SUPPLIER, one))


def ids(database: Database) -> set[str]:
    return set(database.read_now(lambda connection: connection.execute(select(SUPPLIER.table.c.id)).scalars()))


class Hold:
    """Keeps the writer busy with one command until a number of others wait behind it, to share the next commit."""

    def __init__(self, database: Database) -> None:
        self.queue = database._transactions._queue  # type: ignore[attr-defined]
        self.begun, self.gate = Event(), Event()
        database._transactions.write(lambda connection: self.begun.set() or self.gate.wait(10))  # type: ignore[func-returns-value]
        assert self.begun.wait(10)

    def release_when_waiting(self, number: int) -> None:
        for _ in range(1000):
            if self.queue.qsize() == number:
                break
            sleep(0.01)
        self.gate.set()


def test_a_command_that_fails_leaves_nothing_and_disturbs_nobody(database: Database) -> None:
    def half(connection: Connection) -> None:
        insert_record(connection, SUPPLIER, record("supplier", "half", {"code": "half"}))
        raise Refused(Problem((), "refused"))

    with ThreadPoolExecutor(16) as threads:
        good = [threads.submit(add, database, f"s{number}") for number in range(30)]
        bad = [threads.submit(database.write_now, half) for _ in range(30)]
    assert all(one.exception() is None for one in good)
    assert all(isinstance(one.exception(), Refused) for one in bad)
    assert ids(database) == {f"s{number}" for number in range(30)}


def test_commands_that_wait_together_share_a_commit_but_not_their_fate(sqlite: str) -> None:
    with Database.open(sqlite) as database:
        database.write_now(lambda connection: migrate(connection, TABLES.metadata))
        hold = Hold(database)
        with ThreadPoolExecutor(20) as threads:
            writes = [threads.submit(add, database, f"s{number // 2}") for number in range(20)]
            hold.release_when_waiting(20)
        assert sum(write.exception() is None for write in writes) == 10
        assert len(ids(database)) == 10


def test_reads_see_one_snapshot_and_cannot_write(database: Database) -> None:
    add(database, "s1")

    def look_twice(connection: Connection) -> tuple[int, int]:
        count = select(func.count()).select_from(SUPPLIER.table)
        before = connection.execute(count).scalar_one()
        add(database, "s2")
        return before, connection.execute(count).scalar_one()

    assert database.read_now(look_twice) == (1, 1)
    with pytest.raises(DBAPIError):
        database.read_now(lambda connection: connection.execute(SUPPLIER.table.delete()))
    assert ids(database) == {"s1", "s2"}


def test_async_commands_run_and_raise_like_others(database: Database) -> None:
    async def both() -> int:
        await database.write(lambda connection: insert_record(connection, SUPPLIER, record("supplier", "s1", {})))
        with pytest.raises(ZeroDivisionError):
            await database.write(lambda connection: 1 / 0)
        return await database.read(lambda c: c.execute(select(func.count()).select_from(SUPPLIER.table)).scalar_one())

    assert asyncio.run(both()) == 1


def test_announcements_are_made_after_the_commit_and_only_of_what_is_stored(database: Database) -> None:
    heard: list[set[str]] = []
    database.listen("suppliers", lambda: heard.append(ids(database)))

    def told(connection: Connection) -> None:
        insert_record(connection, SUPPLIER, record("supplier", "s1", {}))
        announce(connection, "suppliers")
        announce(connection, "suppliers")

    def failing(connection: Connection) -> None:
        announce(connection, "suppliers")
        raise Refused(Problem((), "refused"))

    with pytest.raises(Refused):
        database.write_now(failing)
    add(database, "s0")
    assert heard == []
    database.write_now(told)
    database.write_now(lambda connection: None)
    assert heard == [{"s0", "s1"}]


def test_a_row_without_its_record_is_refused_by_the_database(database: Database) -> None:
    orphan = insert(INSPECTION.rows["readings"].table).values(id="r1", parent_id="nobody", position=0)
    with pytest.raises(IntegrityError):
        database.write_now(lambda connection: connection.execute(orphan))


def test_a_mistake_in_one_command_is_no_outage_for_the_others(database: Database) -> None:
    with pytest.raises(DBAPIError):
        database.write_now(lambda connection: connection.execute(text("select * from no_such_table")))
    add(database, "s1")
    assert ids(database) == {"s1"}


def test_a_full_disk_refuses_the_whole_batch_and_stores_nothing_of_it(sqlite: str) -> None:
    with Database.open(sqlite) as database:
        database.write_now(lambda connection: migrate(connection, TABLES.metadata))
        add(database, "before")
        pages = database.read_now(lambda connection: connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        limit = f"PRAGMA max_page_count={pages + 20}"
        database.write_now(lambda connection: connection.exec_driver_sql(limit).scalar())
        hold = Hold(database)
        with ThreadPoolExecutor(8) as threads:
            writes = [threads.submit(add, database, f"s{number}", title="x" * 30_000) for number in range(8)]
            hold.release_when_waiting(8)
        refusals = [write.exception() for write in writes]
        assert all(isinstance(one, Outage) and one.status == 503 for one in refusals)
        assert [problem.code for problem in refusals[0].problems] == ["storage-full"]  # type: ignore[union-attr]
        assert ids(database) == {"before"}
        database.write_now(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=1000000").scalar())
        add(database, "after")
        assert ids(database) == {"before", "after"}
    path = sqlite.removeprefix("sqlite:///")
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchall() == [("ok",)]


SUBMITTING = """
import sys
from concurrent.futures import ThreadPoolExecutor
from engine.storage.database import Database
from engine.storage.records import insert_record
from tests.storage.shapes import TABLES, record

database = Database.open(sys.argv[1])

def submit(number):
    rows = [{"id": f"{number}-{row}", "characteristic": "x"} for row in range(10)]
    one = record("inspection", str(number), {"readings": rows})
    database.write_now(lambda connection: insert_record(connection, TABLES.form("inspection"), one))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()

with ThreadPoolExecutor(8) as threads:
    list(threads.map(submit, range(100_000)))
"""


def readings_by_record(connection: Connection) -> dict[str, int]:
    head, rows = INSPECTION.table, INSPECTION.rows["readings"].table
    counts = select(head.c.id, func.count(rows.c.id)).outerjoin(rows).group_by(head.c.id)
    return {row[0]: row[1] for row in connection.execute(counts)}


def test_every_acknowledged_record_survives_kill_9_and_none_is_half_there(sqlite: str, tmp_path: Path) -> None:
    with Database.open(sqlite) as database:
        database.write_now(lambda connection: migrate(connection, TABLES.metadata))
    log = tmp_path / "acknowledged"
    for _ in range(3):
        start = log.stat().st_size if log.exists() else 0
        with log.open("ab") as out:
            root = Path(__file__).parents[2]
            offset = len(log.read_text().splitlines()) * 1000
            script = SUBMITTING.replace("range(100_000)", f"range({offset}, {offset + 100_000})")
            process = subprocess.Popen([sys.executable, "-c", script, sqlite], cwd=root, stdout=out)
            while log.stat().st_size < start + 300 and process.poll() is None:
                sleep(0.005)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        acknowledged = set(log.read_text().split("\n")[:-1])
        with Database.open(sqlite) as database:
            readings = database.read_now(readings_by_record)
        assert acknowledged <= set(readings)
        assert set(readings.values()) == {10}


def test_a_deadlock_on_postgresql_is_tried_again(postgres: str) -> None:
    with Database.open(postgres) as database:
        database.write_now(lambda connection: migrate(connection, TABLES.metadata))
        for id_ in ("a", "b"):
            add(database, id_)
        barrier, attempts = Barrier(2), []

        def cross(first: str, second: str) -> None:
            def command(connection: Connection) -> None:
                attempts.append(first)
                for id_ in (first, second):
                    connection.execute(
                        SUPPLIER.table.update().where(SUPPLIER.table.c.id == id_).values(rev=SUPPLIER.table.c.rev + 1)
                    )
                    if id_ == first and len(attempts) <= 2:
                        barrier.wait(10)

            database.write_now(command)

        with ThreadPoolExecutor(2) as threads:
            for future in [threads.submit(cross, "a", "b"), threads.submit(cross, "b", "a")]:
                future.result()
        assert len(attempts) == 3
        revs = select(SUPPLIER.table.c.rev).order_by(SUPPLIER.table.c.id)
        assert database.read_now(lambda connection: list(connection.execute(revs).scalars())) == [3, 3]


def test_a_lost_server_is_a_refusal_that_names_the_way_out() -> None:
    with Database.open("postgresql://nobody@127.0.0.1:1/nothing") as database, pytest.raises(Outage) as caught:
        database.write_now(lambda connection: connection.execute(select(person.c.id)))
    with Database.open("postgresql://nobody@127.0.0.1:1/nothing") as database, pytest.raises(Outage):
        database.read_now(lambda connection: connection.execute(select(person.c.id)))
    assert caught.value.problems[0].message().en.startswith("The database failed and nothing was saved")


def test_a_sqlite_file_is_private_and_every_commit_of_it_reaches_the_disk(sqlite: str) -> None:
    with Database.open(sqlite) as database:
        wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        pragmas = database.write_now(
            lambda connection: {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
        )
    assert pragmas == wanted
    assert Path(sqlite.removeprefix("sqlite:///")).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("url", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite"):
        Database.open(url)


def test_a_connection_cut_in_the_middle_of_a_command_is_a_refusal_and_nothing_of_it_is_stored(postgres: str) -> None:
    with Database.open(postgres) as database:
        database.write_now(lambda connection: migrate(connection, TABLES.metadata))

        def cut(connection: Connection) -> None:
            insert_record(connection, SUPPLIER, record("supplier", "half", {"code": "half"}))
            mine = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
            end = text("SELECT pg_terminate_backend(:pid, 10000)")
            database.read_now(lambda other: other.execute(end, {"pid": mine}).scalar_one())
            insert_record(connection, SUPPLIER, record("supplier", "other", {"code": "other"}))

        with pytest.raises(Outage):
            database.write_now(cut)
        assert ids(database) == set()
        add(database, "after")
        assert ids(database) == {"after"}
