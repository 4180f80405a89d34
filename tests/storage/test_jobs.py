"""Jobs: written with what they follow from, done at least once, one contract on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import Connection, select

from engine.lang.problems import Problem, Refused
from engine.storage.database import Database
from engine.storage.jobs import FIRST_PAUSE, LEASE, TRIES, Job, claim, enqueue, fail, finish, job, retry
from engine.storage.worker import Worker
from tests.storage.shapes import NOW

MAIL = Job("j1", "mail:n1", "mail", {"to": "wang", "text": "批次不合格"})


def add(database: Database, one: Job = MAIL, **more: object) -> bool:
    return database.write_now(lambda connection: enqueue(connection, one, at=NOW, **more))  # type: ignore[arg-type]


def claimed(database: Database, at: object = NOW, *lanes: str) -> Job | None:
    return database.write_now(lambda connection: claim(connection, at, lanes))  # type: ignore[arg-type]


def state(database: Database, job_id: str = "j1") -> str:
    return database.read_now(lambda c: c.execute(select(job.c.state).where(job.c.id == job_id)).scalar_one())


def test_a_job_is_claimed_once_and_done_once(database: Database) -> None:
    assert add(database)
    mine = claimed(database)
    assert mine is not None and mine == replace(MAIL, tries=1)
    assert claimed(database) is None
    assert database.write_now(lambda connection: finish(connection, mine, NOW))
    assert state(database) == "done"
    assert claimed(database, NOW + timedelta(days=1)) is None


def test_the_same_key_again_is_no_second_job(database: Database) -> None:
    assert [add(database), add(database, replace(MAIL, id="j2"))] == [True, False]


def test_a_job_of_a_failed_command_is_none(database: Database) -> None:
    def command(connection: Connection) -> None:
        enqueue(connection, MAIL, at=NOW)
        raise Refused(Problem((), "refused"))

    with pytest.raises(Refused):
        database.write_now(command)
    assert claimed(database) is None


def test_a_job_waits_for_its_time_and_its_lane(database: Database) -> None:
    add(database, replace(MAIL, lane="slow"), due_at=NOW + timedelta(hours=1))
    assert claimed(database) is None
    assert claimed(database, NOW + timedelta(hours=1), "fast") is None
    assert claimed(database, NOW + timedelta(hours=1), "fast", "slow") is not None


def test_the_job_of_a_dead_worker_is_done_by_another_and_the_first_can_no_longer_answer_for_it(
    database: Database,
) -> None:
    add(database)
    first = claimed(database)
    second = claimed(database, NOW + LEASE)
    assert first and second and second.tries == 2
    assert not database.write_now(lambda connection: finish(connection, first, NOW + LEASE))
    assert database.write_now(lambda connection: finish(connection, second, NOW + LEASE))


def test_a_failing_job_is_tried_again_after_longer_and_longer_pauses_and_then_left_for_somebody(
    database: Database,
) -> None:
    add(database)
    now, pauses = NOW, []
    for _ in range(TRIES):
        mine = claimed(database, now)
        assert mine
        database.write_now(lambda c, mine=mine, now=now: fail(c, mine, now, "refused by the mail server"))
        due = database.read_now(lambda c: c.execute(select(job.c.due_at)).scalar_one())
        pauses.append(due - now)
        now = max(due, now)
    assert pauses[:3] == [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4]
    assert state(database) == "failed"
    assert claimed(database, now + timedelta(days=9)) is None
    assert database.write_now(lambda connection: retry(connection, "j1", now))
    assert claimed(database, now) is not None


def test_eight_workers_never_get_the_same_job(database: Database) -> None:
    for number in range(40):
        add(database, replace(MAIL, id=f"j{number}", key=f"k{number}"))
    with ThreadPoolExecutor(8) as threads:
        got = [one.id for one in threads.map(lambda _: claimed(database), range(60)) if one]
    assert sorted(got) == sorted(f"j{number}" for number in range(40))


def test_the_worker_wakes_after_the_commit_and_survives_a_job_that_fails(database: Database) -> None:
    done, seen = Event(), []

    def mail(one: Job) -> None:
        seen.append(one.key)
        if one.key == "bad":
            raise ValueError("no such address")
        done.set()

    worker = Worker(database, {"mail": mail}, lambda: NOW)
    worker.start()
    add(database, replace(MAIL, id="j0", key="bad"))
    add(database, replace(MAIL, id="j1", key="good"))
    assert done.wait(5)
    worker.stop()
    assert seen == ["bad", "good"]
    assert (state(database, "j0"), state(database, "j1")) == ("waiting", "done")


def test_a_job_nobody_knows_how_to_do_waits_and_stops_nothing(database: Database) -> None:
    add(database, replace(MAIL, id="j0", key="odd", kind="fax"))
    add(database)
    worker = Worker(database, {"mail": lambda one: None}, lambda: NOW)
    assert worker.do_all() == 2
    assert (state(database, "j0"), state(database)) == ("waiting", "done")
