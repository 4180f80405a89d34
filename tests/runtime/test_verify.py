"""The check of the trail: nothing to say of honest work, and each way of altering it is found and named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from engine.runtime.engine import Engine
from engine.runtime.verify import Verdict, verify
from tests.api.conftest import told
from tests.served import factory

GUARDS = {
    "sqlite": ["DROP TRIGGER trail_event_keeps_update", "DROP TRIGGER trail_event_keeps_delete"],
    "postgresql": ["ALTER TABLE trail_event DISABLE TRIGGER trail_event_keeps"],
}
REPORT = "(SELECT id FROM quality_trace__nonconformance)"
LAST = f"(SELECT id FROM trail_event WHERE record_id = {REPORT} ORDER BY position DESC LIMIT 1)"
FIRST = f"(SELECT id FROM trail_event WHERE record_id = {REPORT} ORDER BY position LIMIT 1)"
INSPECTION = "quality_trace__iqc_inspection"
ALTERATIONS = {
    "an event's words": (f"UPDATE trail_event SET content = '{{}}' WHERE id = {FIRST}", "event-altered"),
    "an event's author": (f"UPDATE trail_event SET actor = 'nobody' WHERE id = {LAST}", "event-altered"),
    "the first event gone": (f"DELETE FROM trail_event WHERE id = {FIRST}", "event-altered"),
    "the last event gone": (f"DELETE FROM trail_event WHERE id = {LAST}", "record-altered"),
    "all events gone": (f"DELETE FROM trail_event WHERE record_id = {REPORT}", "record-unknown"),
    "a record's value": (f"UPDATE {INSPECTION} SET sample_size = 99", "record-altered"),
    "a row's value": (f"UPDATE {INSPECTION}__readings SET measured = 25", "record-altered"),
    "a record's revision": (f"UPDATE {INSPECTION} SET rev = rev - 1", "record-altered"),
    "a record gone": (f"DELETE FROM {INSPECTION}__readings; DELETE FROM {INSPECTION}", "record-gone"),
    "a record from nowhere": ("UPDATE quality_trace__supplier SET id = 'x'", "record-unknown"),
}


@pytest.fixture
def engine(database_url: str, tmp_path: Path) -> Iterator[Engine]:
    with factory(database_url, tmp_path / "files") as made:
        story = told(made)
        lot = story.failed("L1")
        story.purchasing.decide(story.purchasing.tasks()[0], "return", {"opinion": "退货"})
        draft = story.inspector.sent("iqc_inspection", {"lot": lot["id"]}, state="draft")
        path = f"/api/apps/quality_trace/forms/iqc_inspection/records/{draft['id']}"
        story.inspector.client.request("DELETE", path, json={"rev": draft["rev"]})
        yield made.engine


def verdict(engine: Engine) -> Verdict:
    return engine.database.read_now(lambda connection: verify(connection, lambda done, total: None))


def test_honest_work_is_as_written(engine: Engine) -> None:
    found = verdict(engine)
    assert found.alterations == ()
    assert found.compared == found.records > 5
    assert found.events > found.records


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_each_alteration_is_found_and_named(engine: Engine, alteration: str) -> None:
    statements, what = ALTERATIONS[alteration]

    def alter(connection: Connection) -> None:
        for guard in GUARDS[engine.database.dialect]:
            connection.exec_driver_sql(guard)
        for statement in statements.split("; "):
            assert connection.execute(text(statement)).rowcount > 0

    engine.database.write_now(alter)
    assert what in {one.what for one in verdict(engine).alterations}
