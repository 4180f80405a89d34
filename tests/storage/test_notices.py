"""Notices and published versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from engine.lang.labels import Label
from engine.storage.database import Database
from engine.storage.notices import Notice, mark_read, notices_for, send_notices, unread_count
from engine.storage.versions import latest_version, latest_versions, publish_version, version_of
from tests.storage.shapes import NOW

FIRST = Notice("n1", "qa", "wang", None, Label("批次不合格", "Lot failed"), "lot", "l1", NOW)
TO_ROLE = replace(FIRST, id="n2", person_id=None, role="purchasing", sent_at=NOW + timedelta(minutes=1))
PURCHASING = {("qa", "purchasing")}


def test_notices_reach_the_person_and_whoever_has_the_role_newest_first(database: Database) -> None:
    database.write_now(lambda connection: send_notices(connection, [FIRST, TO_ROLE]))
    assert database.read_now(lambda c: notices_for(c, "wang", PURCHASING)) == (TO_ROLE, FIRST)
    assert database.read_now(lambda c: notices_for(c, "li", PURCHASING)) == (TO_ROLE,)
    assert database.read_now(lambda c: notices_for(c, "li", {("mes", "purchasing")})) == ()


def test_a_notice_read_by_one_is_unread_for_the_others(database: Database) -> None:
    database.write_now(lambda connection: send_notices(connection, [FIRST, TO_ROLE]))
    for _ in range(2):
        database.write_now(lambda connection: mark_read(connection, "wang", ["n2"]))
    assert database.read_now(lambda c: [one.read for one in notices_for(c, "wang", PURCHASING)]) == [True, False]
    assert database.read_now(lambda c: (unread_count(c, "wang", PURCHASING), unread_count(c, "li", PURCHASING))) == (
        1,
        1,
    )


def test_a_version_is_published_once_for_each_change_of_the_files(database: Database) -> None:
    def publish(text: str, app: str = "qa") -> int:
        files = {"app.yaml": text}
        return database.write_now(lambda c: publish_version(c, app, files, f"hash of {text}", at=NOW, by="li")).version

    assert [publish("one"), publish("one"), publish("二"), publish("one"), publish("x", "mes")] == [1, 1, 2, 3, 1]
    assert database.read_now(lambda c: version_of(c, "qa", 2)).files == {"app.yaml": "二"}  # type: ignore[union-attr]
    assert database.read_now(lambda c: latest_version(c, "none")) is None
    newest = database.read_now(latest_versions)
    assert [(one.app, one.version, one.published_at) for one in newest] == [("mes", 1, NOW), ("qa", 3, NOW)]
