"""Contents by their hash: whole or not there, of the type they are."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from engine.lang.problems import NotFound, Refused
from engine.storage.database import Database
from engine.storage.files import FileStore, StoredFile, note_upload, note_use, sniff, uploaded_by, uses_of
from tests.storage.shapes import NOW

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 10
HASH = hashlib.sha256(PNG).hexdigest()


def everything(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_content_is_kept_once_under_its_hash(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    stored = store.put([PNG[:3], PNG[3:]], "C:\\photos\\..\\划伤\x00.png")
    assert stored == StoredFile(HASH, "划伤.png", "image/png", len(PNG))
    assert store.put([PNG], "again.png").hash == HASH
    assert store.path(HASH).read_bytes() == PNG
    assert everything(tmp_path) == [HASH]


@pytest.mark.parametrize("broken", [[b"x" * 60, b"x" * 60], None])
def test_what_is_too_large_or_breaks_off_leaves_nothing(tmp_path: Path, broken: list[bytes] | None) -> None:
    def breaking_off():  # type: ignore[no-untyped-def]
        yield b"half"
        raise ConnectionError

    with pytest.raises((Refused, ConnectionError)):
        FileStore(tmp_path, limit=100).put(broken or breaking_off(), "large.png")
    assert everything(tmp_path) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 64, "0" * 63 + "\n"])
def test_no_other_path_than_a_stored_hash_is_answered(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound):
        FileStore(tmp_path).path(name)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (PNG, "image/png"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7", "application/pdf"),
        (b"<svg onload=alert(1)>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_type_is_what_the_content_is(start: bytes, kind: str) -> None:
    assert sniff(start) == kind


def test_who_uploaded_a_content_and_which_records_hold_it(database: Database) -> None:
    file = StoredFile(HASH, "a.png", "image/png", 10)
    for _ in range(2):
        database.write_now(lambda connection: note_upload(connection, file, "li", NOW))
        database.write_now(lambda connection: note_use(connection, [HASH, HASH], "qa", "inspection", "i1"))
    assert database.read_now(lambda connection: uploaded_by(connection, HASH, "li")) == file
    assert database.read_now(lambda connection: uploaded_by(connection, HASH, "wang")) is None
    assert database.read_now(lambda connection: uses_of(connection, HASH)) == (("qa", "inspection", "i1"),)
