"""Steps of time: the database cuts them where the calendar does, in the site's days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import literal, select

from engine.lang.columns import DateColumn, MomentColumn
from engine.reports.bucket import FirstDay
from engine.reports.period import SITE_ZONE, Period, Step, next_start, start_of
from tests.reports import plant

STEPS: tuple[Step, ...] = ("day", "week", "month", "quarter")
DAYS = [date(2025, 12, 22) + timedelta(days=offset) for offset in (*range(40), *range(60, 460, 13))] + [
    date(2028, 2, 29)
]
ZONES = [SITE_ZONE, UTC, timezone(timedelta(hours=-3, minutes=-30))]


@pytest.mark.parametrize("step", STEPS)
def test_steps_tile_the_calendar(step: Step) -> None:
    for day in DAYS:
        start = start_of(day, step)
        assert start <= day < next_start(start, step)
        assert start_of(next_start(start, step), step) == next_start(start, step)


def test_the_database_cuts_where_the_calendar_does(database_url: str) -> None:
    engine = plant.opened(database_url)
    with engine.connect() as connection:
        for step in STEPS:
            cut = [FirstDay(literal(day, DateColumn()), step, None).label(f"d{at}") for at, day in enumerate(DAYS)]
            assert list(connection.execute(select(*cut)).one()) == [start_of(day, step).isoformat() for day in DAYS]
    engine.dispose()


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_moments_fall_into_the_sites_days(zone: timezone, database_url: str) -> None:
    instants = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=7, microseconds=1) * at for at in range(60)]
    instants += [datetime.combine(day, datetime.min.time(), zone) + timedelta(microseconds=-1) for day in DAYS[:20]]
    engine = plant.opened(database_url)
    with engine.connect() as connection:
        for step in STEPS:
            cut = [
                FirstDay(literal(each, MomentColumn()), step, zone).label(f"m{at}") for at, each in enumerate(instants)
            ]
            local = [start_of(each.astimezone(zone).date(), step).isoformat() for each in instants]
            assert list(connection.execute(select(*cut)).one()) == local
    engine.dispose()


def test_a_period_is_closed_in_local_days() -> None:
    start, after = Period(date(2026, 11, 1), date(2026, 11, 30)).bounds(SITE_ZONE)
    assert start == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert after == datetime(2026, 11, 30, 16, tzinfo=UTC)
