"""Jobs: written with what they follow from, done at least once. The same sentences hold for both kinds of queue."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Event

import psycopg
import pytest
from sqlalchemy import Connection, select
from sqlalchemy.engine import make_url

from engine.lang.problems import Problem, Refused
from engine.storage.database import Database
from engine.storage.doing import DIED, Doing
from engine.storage.jobs import (
    FIRST_PAUSE,
    KEPT,
    TRIES,
    Job,
    begin,
    enqueue,
    failed_jobs,
    finish,
    forget_done,
    job,
    retry,
)
from engine.storage.leases import LEASE, claim, release_all
from engine.storage.queue import rescue
from engine.storage.worker import Worker
from tests.storage.shapes import NOW

MAIL = Job("j1", "mail:n1", "mail", {"to": "wang", "text": "批次不合格"})
FAST = "fast"


@dataclass
class Office:
    """Somebody who does jobs, at a time the test sets."""

    database: Database
    now: datetime = NOW
    done: list[Job] = field(default_factory=list)
    refusing: bool = False

    def add(self, one: Job = MAIL, due_at: datetime | None = None) -> bool:
        return self.database.write_now(lambda connection: enqueue(connection, one, at=self.now, due_at=due_at))

    def mail(self, one: Job) -> None:
        self.done.append(one)
        if self.refusing:
            raise ValueError("refused by the mail server")

    def work(self, *lanes: str, doings: Mapping[str, Doing] | None = None) -> int:
        return Worker(self.database, doings or {"mail": self.mail}, lambda: self.now, lanes).do_all()

    def wait(self, pause: timedelta) -> None:
        """Time passes, for this office and for the queue of its database."""
        self.now += pause
        if self.database.dialect == "postgresql":
            seconds = f"interval '{pause.total_seconds()} seconds'"
            shifts = [
                f"UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - {seconds}",
                f"UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - {seconds}",
            ]
            for shift in shifts:
                self.database.write_now(lambda connection, shift=shift: connection.exec_driver_sql(shift))

    def kept(self, job_id: str = "j1") -> tuple[str, int, str | None]:
        found = select(job.c.state, job.c.tries, job.c.error).where(job.c.id == job_id)
        row = self.database.read_now(lambda connection: connection.execute(found).one())
        return row.state, row.tries, row.error

    def taken_by_a_worker_that_dies(self) -> None:
        """Somebody has the job in hand and is never heard of again."""
        if self.database.dialect == "sqlite":
            assert self.database.write_now(lambda connection: claim(connection, self.now)) != ()
            return
        worker = "procrastinate_register_worker_v1()"
        fetched = f"SELECT (procrastinate_fetch_job_v2(NULL, worker_id)).args ->> 'job' FROM {worker}"
        job_id = self.database.write_now(lambda connection: connection.exec_driver_sql(fetched).scalar_one())
        assert self.database.write_now(lambda connection: begin(connection, job_id)) is not None

    def dead_are_noticed(self) -> None:
        self.wait(LEASE)
        if self.database.dialect == "postgresql":
            assert self.database.write_now(rescue) == 1


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def test_a_job_is_done_once(office: Office) -> None:
    assert office.add()
    assert (office.work(), office.work()) == (1, 0)
    assert office.done == [replace(MAIL, tries=1)]
    assert office.kept() == ("done", 1, None)


def test_the_same_key_again_is_no_second_job(office: Office) -> None:
    assert [office.add(), office.add(replace(MAIL, id="j2"))] == [True, False]
    assert office.work() == 1
    assert office.add(replace(MAIL, id="j3")) is False
    assert office.work() == 0


def test_of_the_same_key_at_the_same_time_one_is_a_job(office: Office) -> None:
    with ThreadPoolExecutor(8) as threads:
        known = list(threads.map(lambda number: office.add(replace(MAIL, id=f"j{number}")), range(8)))
    assert sorted(known) == [False] * 7 + [True]
    assert office.work() == 1


def test_a_job_of_a_failed_command_is_none(office: Office) -> None:
    def command(connection: Connection) -> None:
        enqueue(connection, MAIL, at=NOW)
        raise Refused(Problem((), "refused"))

    with pytest.raises(Refused):
        office.database.write_now(command)
    assert office.work() == 0
    assert office.add()


def test_a_job_waits_for_its_time(office: Office) -> None:
    office.add(due_at=NOW + timedelta(hours=1))
    assert office.work() == 0
    office.wait(timedelta(minutes=59))
    assert office.work() == 0
    office.wait(timedelta(minutes=1))
    assert office.work() == 1


def test_what_is_due_by_the_clock_of_the_worker_is_done(office: Office) -> None:
    office.add(due_at=NOW + timedelta(hours=1))
    office.now += timedelta(hours=1)
    assert office.work() == 1


def test_a_job_waits_in_its_lane(office: Office) -> None:
    office.add(replace(MAIL, lane="slow"))
    assert office.work(FAST) == 0
    assert office.work(FAST, "slow") == 1


def test_the_job_of_a_dead_worker_is_done_by_another_and_the_first_can_no_longer_answer_for_it(office: Office) -> None:
    office.add()
    office.taken_by_a_worker_that_dies()
    assert office.work() == 0
    office.dead_are_noticed()
    first = replace(MAIL, tries=1)
    answers = list[bool]()

    def mail(one: Job) -> None:
        assert one.tries == 2
        answers.append(office.database.write_now(lambda connection: finish(connection, first, office.now)))

    assert office.work(doings={"mail": mail}) == 1
    assert answers == [False]
    assert office.kept() == ("done", 2, None)


def test_a_job_that_kills_every_worker_is_given_up(office: Office) -> None:
    office.add()
    for _ in range(TRIES):
        office.taken_by_a_worker_that_dies()
        office.dead_are_noticed()
    office.work()
    assert office.done == []
    assert office.kept() == ("failed", TRIES + 1, DIED)


def test_a_failing_job_is_tried_again_after_longer_and_longer_pauses_and_then_left_for_somebody(office: Office) -> None:
    office.refusing = True
    office.add()
    pauses = list[timedelta]()
    for _ in range(TRIES):
        assert office.work() == 1
        assert office.work() == 0
        due = office.database.read_now(lambda connection: connection.execute(select(job.c.due_at)).scalar_one())
        pauses.append(due - office.now)
        office.wait(max(pauses[-1], timedelta()) + timedelta(seconds=1))
    assert pauses[:3] == [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4]
    assert office.kept() == ("failed", TRIES, "ValueError: refused by the mail server")
    office.wait(timedelta(days=9))
    assert office.work() == 0


def test_a_failed_job_is_listed_and_can_be_tried_again(office: Office) -> None:
    office.refusing = True
    office.add()
    office.add(replace(MAIL, id="j2", key="mail:n2"))
    for _ in range(TRIES):
        office.work()
        office.wait(timedelta(hours=1))
    given_up = office.database.read_now(failed_jobs)
    assert [(one.id, one.kind, one.tries, one.error) for one in given_up] == [
        ("j1", "mail", TRIES, "ValueError: refused by the mail server"),
        ("j2", "mail", TRIES, "ValueError: refused by the mail server"),
    ]
    office.refusing = False
    again: Callable[[str], bool] = lambda name: office.database.write_now(lambda c: retry(c, name, office.now))  # noqa: E731
    assert [again("j1"), again("j1"), again("nobody")] == [True, False, False]
    assert office.work() == 1
    assert [one.id for one in office.database.read_now(failed_jobs)] == ["j2"]


def test_what_was_done_long_ago_is_forgotten(office: Office) -> None:
    office.add()
    office.work()
    assert office.database.write_now(lambda connection: forget_done(connection, NOW + KEPT - FIRST_PAUSE)) == 0
    assert office.database.write_now(lambda connection: forget_done(connection, NOW + KEPT)) == 1


def test_several_workers_never_do_the_same_job(office: Office) -> None:
    for number in range(30):
        office.add(replace(MAIL, id=f"j{number}", key=f"k{number}"))
    with ThreadPoolExecutor(3) as threads:
        assert sum(threads.map(lambda _: office.work(), range(3))) == 30
    assert sorted(one.id for one in office.done) == sorted(f"j{number}" for number in range(30))


def test_the_worker_wakes_after_the_commit_and_survives_a_job_that_fails(office: Office) -> None:
    done, failed = Event(), Event()

    def mail(one: Job) -> None:
        if one.key == "bad":
            failed.set()
            raise ValueError("no such address")
        done.set()

    worker = Worker(office.database, {"mail": mail}, lambda: NOW)
    worker.start()
    office.add(replace(MAIL, id="j0", key="bad"))
    office.add(replace(MAIL, id="j1", key="good"))
    assert done.wait(20)
    assert failed.wait(20)
    worker.stop()
    assert office.kept("j0") == ("waiting", 1, "ValueError: no such address")
    assert office.kept("j1") == ("done", 1, None)


def test_a_job_nobody_knows_how_to_do_waits_and_stops_nothing(office: Office) -> None:
    office.add(replace(MAIL, id="j0", key="odd", kind="fax"))
    office.add()
    assert office.work() == 2
    assert (office.kept("j0")[0], office.kept()[0]) == ("waiting", "done")


@pytest.fixture
def on_sqlite(sqlite_database: str) -> Office:
    return Office(Database.open(sqlite_database))


def test_on_sqlite_what_a_process_that_is_gone_had_in_hand_is_free_at_once(on_sqlite: Office) -> None:
    with on_sqlite.database as database:
        on_sqlite.add()
        on_sqlite.taken_by_a_worker_that_dies()
        assert database.write_now(lambda connection: release_all(connection, NOW)) == 1
        assert on_sqlite.work() == 1


def test_on_postgresql_the_worker_comes_back_when_its_connections_were_cut(postgres_database: str) -> None:
    done = Event()
    with Database.open(postgres_database) as database:
        worker = Worker(database, {"mail": lambda one: done.set()}, lambda: NOW)
        worker.start()
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
        address = make_url(postgres_database).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as operator:
            for _ in range(50):  # until the worker is there to be cut off
                found = operator.execute(cut, [make_url(postgres_database).database]).fetchall()
                if len(found) > 1:
                    break
                time.sleep(0.1)
        assert Office(database).add()
        assert done.wait(40)
        worker.stop()
