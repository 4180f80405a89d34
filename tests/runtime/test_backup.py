"""A backup holds everything as of one moment, fills either kind of database, and a broken one fills none."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import orjson
import psycopg
import pytest
from sqlalchemy import Connection, MetaData, select

from engine.lang.problems import Refused
from engine.runtime.backup import back_up, restore
from engine.storage.backup.archive import MANIFEST
from engine.storage.backup.tables import LEFT_OUT, QUEUE
from engine.storage.database import Database
from engine.storage.files import FileStore
from engine.storage.jobs import job
from engine.storage.trail import broken
from tests.api.conftest import Story, told
from tests.conftest import without_driver
from tests.served import factory

Contents = dict[str, list[str]]
PHOTO = b"\xff\xd8\xff" + b"x" * 1000


def unseen(done: int, total: int) -> None:
    """Nobody looks."""


def contents(database: Database) -> Contents:
    """Every row of every table as text, in one spelling for both kinds of database."""

    def read(connection: Connection) -> Contents:
        shape, found = MetaData(), Contents()
        shape.reflect(connection)
        for table in shape.sorted_tables:
            if not table.name.startswith(QUEUE) and table.name not in LEFT_OUT:
                columns = sorted(table.columns, key=lambda column: column.name)
                found[table.name] = sorted(
                    str([spelled(cell) for cell in row]) for row in connection.execute(select(*columns))
                )
        return found

    return database.read_now(read)


def spelled(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    if isinstance(cell, date):
        return cell.isoformat()
    if cell is None or isinstance(cell, list | dict | bytes | str):
        return cell
    return float(cell)  # type: ignore[arg-type]


@contextmanager
def filled(url: str, folder: Path) -> Iterator[Story]:
    """A plant with records of all sorts, a decision, moved material, a file, mail that waits."""
    with factory(url, folder / "files") as made:
        story = told(made)
        sent = story.inspector.client.post("/api/files", content=PHOTO, headers={"X-File-Name": "crack.jpg"})
        assert sent.status_code == 201
        for number in range(3):
            story.failed(f"L{number}")
        story.purchasing.decide(story.purchasing.tasks()[0], "return", {"opinion": "退货"})
        yield story


@pytest.fixture
def second_postgres(postgres_url: str) -> Iterator[str]:
    with psycopg.connect(without_driver(postgres_url), autocommit=True) as connection:
        connection.execute("create database restored")
        yield postgres_url.replace("/postgres?", "/restored?", 1)
        connection.execute("drop database restored with (force)")


@pytest.fixture(params=["sqlite", "postgres"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database to restore into."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'restored.sqlite'}"
    return str(request.getfixturevalue("second_postgres"))


def test_everything_comes_back_also_in_the_other_kind_of_database(
    database_url: str, target: str, tmp_path: Path
) -> None:
    archive = tmp_path / "all.suyuan"
    with filled(database_url, tmp_path) as story:
        engine = story.factory.engine
        manifest = back_up(engine.database, engine.files, archive, unseen)
        before = contents(engine.database)
    assert archive.stat().st_mode & 0o777 == 0o600
    assert (len(manifest.files), manifest.missing) == (1, ())
    with Database.open(target) as database:
        restore(database, FileStore(tmp_path / "restored"), archive, unseen)
        after = contents(database)
        assert database.read_now(lambda connection: list(broken(connection))) == []
    before.pop(job.name), after.pop(job.name)  # what waits is handed to workers anew
    assert after == before
    [kept] = [path for path in (tmp_path / "restored").rglob("*") if path.is_file()]
    assert kept.read_bytes() == PHOTO

    with factory(target, tmp_path / "restored") as made:  # and work goes on there
        admin, mei = made.person("auditor", ["admin"]), made.person("mei", ["purchasing"])
        assert [one["number"][-4:] for one in admin.records("iqc_inspection", sort="number")] == [
            "0001",
            "0002",
            "0003",
        ]
        assert mei.decide(mei.tasks()[0], "return", {"opinion": "退货"}).status_code == 200
        lot = {"code": "L9", "quantity": 5, "item": admin.records("item")[0]["id"]}
        moved = made.person("zhou", ["warehouse"]).sent("lot", lot | {"supplier": admin.records("supplier")[0]["id"]})
        assert made.person("yu", ["warehouse"]).sent("receipt", {"lot": moved["id"], "quantity": 5})["number"]


def test_a_backup_under_load_is_of_one_moment(database_url: str, tmp_path: Path) -> None:
    stop = threading.Event()
    with factory(database_url, tmp_path / "files") as made:
        story = told(made)

        def work() -> None:
            number = 0
            while not stop.is_set():
                number += 1
                story.failed(f"L{number}")

        thread = threading.Thread(target=work)
        thread.start()
        try:
            for number in range(3):
                back_up(made.engine.database, made.engine.files, tmp_path / f"{number}.suyuan", unseen)
        finally:
            stop.set()
            thread.join()
    for number in range(3):
        with Database.open(f"sqlite:///{tmp_path / f'again{number}.sqlite'}") as database:
            restore(database, FileStore(tmp_path / f"files{number}"), tmp_path / f"{number}.suyuan", unseen)
            found = contents(database)
            assert database.read_now(lambda connection: list(broken(connection))) == []
        # Each failed inspection is there with its report, its frozen lot, its case and its task, or not at all.
        failed = len(found["quality_trace__iqc_inspection"])
        assert len(found["quality_trace__nonconformance"]) == failed
        assert len(found["flow_case"]) == failed


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of the archive with its parts changed."""
    with zipfile.ZipFile(archive) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    change(parts)
    out = archive.with_name("changed.suyuan")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out


def one_letter(parts: dict[str, bytes]) -> None:
    name = "tables/person.jsonl"
    parts[name] = parts[name].replace(b'"li"', b'"lo"', 1)


def one_row_less(parts: dict[str, bytes]) -> None:
    name = "tables/trail_event.jsonl"
    parts[name] = parts[name].split(b"\n", 1)[1]


def a_part_too_many(parts: dict[str, bytes]) -> None:
    parts["../../etc/passwd"] = b"x"


def a_part_gone(parts: dict[str, bytes]) -> None:
    del parts["tables/person.jsonl"]


def another_photo(parts: dict[str, bytes]) -> None:
    [name] = [name for name in parts if name.startswith("files/")]
    parts[name] = b"y" * len(parts[name])


def more_than_stated(parts: dict[str, bytes]) -> None:
    parts["tables/person.jsonl"] += b"[" + b" " * 50_000_000


def no_manifest(parts: dict[str, bytes]) -> None:
    del parts[MANIFEST]


def rows_of_nothing(parts: dict[str, bytes]) -> None:
    """A manifest somebody made to fit: sound by its hashes, but no backup of ours."""
    import hashlib

    manifest = orjson.loads(parts[MANIFEST])
    [table] = [one for one in manifest["tables"] if one["name"] == "person"]
    parts["tables/person.jsonl"] = b'[{"moment": "yesterday"}]\n'
    table["bytes"] = len(parts["tables/person.jsonl"])
    table["sha256"] = hashlib.sha256(parts["tables/person.jsonl"]).hexdigest()
    parts[MANIFEST] = orjson.dumps(manifest)


def a_bomb(parts: dict[str, bytes]) -> None:
    manifest = orjson.loads(parts[MANIFEST])
    manifest["tables"][0]["bytes"] = 10**15
    parts[MANIFEST] = orjson.dumps(manifest)


def a_later_format(parts: dict[str, bytes]) -> None:
    parts[MANIFEST] = orjson.dumps(orjson.loads(parts[MANIFEST]) | {"version": 2, "encryption": "yes"})


BREAKINGS = {
    one_letter: "backup-broken",
    one_row_less: "backup-broken",
    a_part_too_many: "backup-broken",
    a_part_gone: "backup-broken",
    another_photo: "backup-broken",
    more_than_stated: "backup-broken",
    no_manifest: "backup-broken",
    rows_of_nothing: "backup-broken",
    a_bomb: "backup-broken",
    a_later_format: "backup-newer",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plant")
    with filled(f"sqlite:///{folder / 'plant.sqlite'}", folder) as story:
        back_up(story.factory.engine.database, story.factory.engine.files, folder / "all.suyuan", unseen)
    return folder / "all.suyuan"


@pytest.mark.parametrize("breaking", BREAKINGS, ids=lambda one: one.__name__)
def test_a_broken_archive_is_refused_and_nothing_is_written(
    breaking: Callable[[dict[str, bytes]], None], archive: Path, database_url: str, tmp_path: Path
) -> None:
    wrong = rewritten(archive, breaking)
    with Database.open(database_url) as database:
        with pytest.raises(Refused) as refused:
            restore(database, FileStore(tmp_path / "files"), wrong, unseen)
        assert [problem.code for problem in refused.value.problems] == [BREAKINGS[breaking]]
        assert contents(database) == {}
        if breaking is not rows_of_nothing:  # there the files were sound, and a file nobody names harms nobody
            assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize("end", [0, 10, 2000])
def test_half_an_archive_is_refused(archive: Path, sqlite: str, tmp_path: Path, end: int) -> None:
    half = tmp_path / "half.suyuan"
    half.write_bytes(archive.read_bytes()[:end])
    with Database.open(sqlite) as database, pytest.raises(Refused):
        restore(database, FileStore(tmp_path / "files"), half, unseen)


def test_a_database_that_holds_anything_is_not_written_over(archive: Path, database_url: str, tmp_path: Path) -> None:
    with factory(database_url, tmp_path / "files") as made:
        made.person("li", ["inspector"])
        before = contents(made.engine.database)
        with pytest.raises(Refused) as refused:
            restore(made.engine.database, made.engine.files, archive, unseen)
        assert [problem.code for problem in refused.value.problems] == ["database-not-empty"]
        assert contents(made.engine.database) == before
