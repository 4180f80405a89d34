"""Files on their way in and out: whoever sees a record sees its files, and nobody else."""

from __future__ import annotations

from sqlalchemy import Connection

from engine.lang.problems import NotFound, Problem
from engine.runtime.allowed import hidden, visible
from engine.runtime.engine import Engine
from engine.runtime.turn import Turn
from engine.storage.files import StoredFile, note_upload, uploaded_by, uses_of
from engine.storage.people import Person

Json = dict[str, object]


async def store_file(engine: Engine, person: Person, content: bytes, name: str) -> Json:
    """Keep a file and remember who brought it; the answer is what a record's field holds."""
    stored = engine.files.put([content], name)
    now = engine.clock()
    await engine.database.write(lambda connection: note_upload(connection, stored, person.id, now))
    return {"hash": stored.hash, "name": stored.name, "type": stored.type, "size": stored.size}


async def fetch_file(engine: Engine, person: Person, content_hash: str) -> tuple[StoredFile, bytes]:
    """The file, when the person uploaded it or sees a record that holds it; NotFound otherwise."""
    own = await engine.read(lambda connection: uploaded_by(connection, content_hash, person.id))
    shown = own or await engine.read(lambda connection: _in_a_record(engine, connection, person, content_hash))
    if shown is None:
        raise NotFound(Problem((), "not-found"))
    return shown, engine.files.path(content_hash).read_bytes()


def _in_a_record(engine: Engine, connection: Connection, person: Person, content_hash: str) -> StoredFile | None:
    for app_id, form_id, record_id in uses_of(connection, content_hash):
        try:
            found = _shown(engine.turn(connection, app_id, person), form_id, record_id, content_hash)
        except NotFound:
            continue
        if found is not None:
            return found
    return None


def _shown(turn: Turn, form_id: str, record_id: str, content_hash: str) -> StoredFile | None:
    """The file as a record shows it, in a field this person sees."""
    record = visible(turn, form_id, record_id)
    concealed = hidden(turn, form_id)
    shown = (field for field in turn.form(form_id).fields if field.id not in concealed)
    held = (file for field in shown for file in field.files(record.values.get(field.id)))
    return next((StoredFile(**file) for file in held if file["hash"] == content_hash), None)
