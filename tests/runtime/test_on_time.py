"""Scheduled rules: at their time, once for each record and occasion, whatever stops or starts in between."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.runtime import listing
from engine.runtime.deletion import delete
from engine.runtime.ids import new_id
from engine.runtime.submit import submit
from engine.runtime.work import doings
from engine.storage.worker import Worker
from tests.runtime.shop import Shop

MONDAYS = """
on: {scheduled: bike, every: monday at 08:00}
when: condition == 'worn'
do: [{create: bill, set: {bike: this, text: "'weekly'"}}]
"""
SERVICE = """
on: {scheduled: bike, before: service_on, days: 30}
do: [{create: bill, set: {bike: this, text: "concat('service ', code)"}}]
"""
"""The shop opens on Wednesday, 2026-04-01."""


def work(shop: Shop) -> None:
    """Whatever is due, in this thread: what the worker of a server does when it starts."""
    Worker(shop.engine.database, doings(shop.engine, None), shop.engine.clock).do_all()


def texts(shop: Shop) -> list[Any]:
    return [bill.values["text"] for bill in shop.all("bill")]


def test_a_rule_acts_at_its_time_on_each_record_that_meets_its_condition(database_url: str, tmp_path: Path) -> None:
    shop = Shop(database_url, tmp_path, mondays=MONDAYS)
    for code, condition in (("B1", "worn"), ("B2", "whole"), ("B3", "worn")):
        shop.send("bike", code=code, condition=condition)
    shop.later(days=4)
    work(shop)
    assert texts(shop) == []
    shop.later(days=1)
    work(shop)
    work(shop)
    assert texts(shop) == ["weekly", "weekly"]
    shop.later(days=7)
    work(shop)
    assert len(texts(shop)) == 4


def test_times_missed_while_the_server_was_down_are_made_up_for_once(database_url: str, tmp_path: Path) -> None:
    shop = Shop(database_url, tmp_path, mondays=MONDAYS)
    shop.send("bike", code="B1", condition="worn")
    shop.later(days=40)
    shop.define(mondays=MONDAYS)
    work(shop)
    assert texts(shop) == ["weekly"]
    shop.later(days=7)
    work(shop)
    assert texts(shop) == ["weekly", "weekly"]


def test_a_record_comes_to_its_day_once(database_url: str, tmp_path: Path) -> None:
    shop = Shop(database_url, tmp_path, service=SERVICE)
    shop.send("bike", code="B1", service_on="2026-05-03")
    shop.send("bike", code="B2", service_on="2026-09-01")
    shop.send("bike", code="B3", service_on="2026-03-01")
    shop.send("bike", code="B4", service_on="2026-04-10")
    shop.later(days=1)
    work(shop)
    assert texts(shop) == ["service B4"]
    shop.later(days=1)
    work(shop)
    assert texts(shop) == ["service B4", "service B1"]
    for _ in range(5):
        shop.later(days=1)
        work(shop)
    assert len(texts(shop)) == 2


def test_a_new_day_is_a_new_occasion(sqlite: str, tmp_path: Path) -> None:
    shop = Shop(sqlite, tmp_path, service=SERVICE)
    bike = shop.send("bike", code="B1", service_on="2026-04-10")
    shop.later(days=1)
    work(shop)
    shop.change(bike, service_on="2026-04-20")
    shop.later(days=1)
    work(shop)
    assert texts(shop) == ["service B1", "service B1"]


def test_drafts_and_deleted_records_have_no_time(sqlite: str, tmp_path: Path) -> None:
    shop = Shop(sqlite, tmp_path, service=SERVICE)
    gone = shop.send("bike", code="B1", service_on="2026-04-10")
    shop.act(lambda turn: delete(turn, "bike", gone.id, gone.rev))
    values = {"code": "B2", "service_on": "2026-04-10"}
    shop.act(lambda turn: submit(turn, "bike", new_id(), values, draft=True))
    shop.later(days=1)
    work(shop)
    assert texts(shop) == []


def test_a_rule_that_is_gone_or_has_another_time_does_nothing_at_the_old_one(sqlite: str, tmp_path: Path) -> None:
    shop = Shop(sqlite, tmp_path, mondays=MONDAYS)
    shop.send("bike", code="B1", condition="worn")
    shop.define(mondays=MONDAYS.replace("monday at 08:00", "friday at 08:00"))
    shop.later(days=1)
    work(shop)
    assert texts(shop) == []
    shop.later(days=1)
    work(shop)
    assert texts(shop) == ["weekly"]


def test_two_workers_act_once(postgres: str, tmp_path: Path) -> None:
    """The second runs the same job again, as after a lease that ran out."""
    shop = Shop(postgres, tmp_path, mondays=MONDAYS)
    shop.send("bike", code="B1", condition="worn")
    shop.later(days=6)
    done = doings(shop.engine, None)
    jobs: list[Any] = []
    worker = Worker(shop.engine.database, dict.fromkeys(done, jobs.append), shop.engine.clock)
    worker.do_all()
    for _ in range(2):
        done[jobs[0].kind](jobs[0])
    assert texts(shop) == ["weekly"]


def test_what_a_scheduled_rule_did_says_so(sqlite: str, tmp_path: Path) -> None:
    shop = Shop(sqlite, tmp_path, service=SERVICE)
    shop.send("bike", code="B1", service_on="2026-04-10")
    shop.later(days=1)
    work(shop)
    (bill,) = shop.all("bill")
    (made,) = shop.act(lambda turn: listing.why(turn, "bill", bill.id))
    (reason,) = made["because"]  # type: ignore[misc]
    assert reason["title"].en == "Rule “service”, because Bike B1 came to its time"  # type: ignore[index]
