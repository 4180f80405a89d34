"""The jobs that wake scheduled rules: always the next one, under a key that makes it one for all processes."""

from __future__ import annotations

from datetime import datetime, tzinfo

from sqlalchemy import Connection

from engine.app.app import App
from engine.rules.schedule import Schedule
from engine.runtime.ids import new_id
from engine.storage.jobs import Job, enqueue
from engine.storage.timed import SCHEDULE, note_timed

ON_TIME = "on-time"
"""The job that lets a scheduled rule look at the records of its form."""


def plan_schedules(connection: Connection, app: App, now: datetime, zone: tzinfo) -> None:
    """Write the next job of each scheduled rule of an app."""
    for rule, (_, schedule) in app.rules.scheduled.items():
        note_timed(connection, app.id, rule, SCHEDULE, schedule.text, now)
        plan_next(connection, app, rule, schedule, now, zone)


def plan_next(connection: Connection, app: App, rule: str, schedule: Schedule, now: datetime, zone: tzinfo) -> None:
    """Write the job of a rule's next time. One that is due already and not yet done stays, and is done once."""
    at = schedule.timetable.next(now, zone, app.calendar.is_workday)
    if at is not None:
        payload = {"app": app.id, "rule": rule, "schedule": schedule.text, "at": at.isoformat()}
        key = f"{ON_TIME}:{app.id}:{rule}:{schedule.text}:{at:%Y%m%dT%H%M}"
        enqueue(connection, Job(new_id(), key, ON_TIME, payload), at=now, due_at=at)
