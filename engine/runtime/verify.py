"""Whether the trail is whole, and whether the records are what the trail says they are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Literal

import orjson
from sqlalchemy import Connection, select

from engine.app.load import load_files
from engine.runtime.history import installed_as
from engine.runtime.office import OFFICE
from engine.runtime.turn import Installed
from engine.storage.canonical import plain_json
from engine.storage.records import Record, get_records
from engine.storage.tables import FormTable
from engine.storage.trail import TrailEvent, event_count, judged
from engine.storage.versions import latest_versions

Seen = Callable[[int, int], None]
What = Literal["event-altered", "record-altered", "record-gone", "record-unknown"]
_AT_ONCE = 200
NOT_IN_VALUES = frozenset({"number", "state"})


@dataclass(frozen=True, slots=True)
class Alteration:
    """Something that is not as it was written: an event of the trail, or a record whose last event says otherwise."""

    what: What
    app: str
    form: str
    record_id: str
    event: str | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`compared` of the records were compared with their last event; the others were written by earlier definitions.

    What is done to people, tokens and apps stands on the trail too, but is no record.
    """

    events: int
    records: int
    compared: int
    alterations: tuple[Alteration, ...]


def verify(connection: Connection, seen: Seen) -> Verdict:
    """Read the whole trail and every record it names, in the snapshot of this connection."""
    apps = dict(_apps(connection))
    total, events, alterations = event_count(connection), 0, list[Alteration]()
    told, altered = set[tuple[str, str]](), set[str]()
    records = compared = 0

    def heard() -> Iterator[TrailEvent]:
        nonlocal events
        for entry, follows in judged(connection):
            events += 1
            if events % 1000 == 0:
                seen(events, total)
            if not follows:
                altered.add(entry.id)
                alterations.append(_alteration("event-altered", entry))
            yield entry

    for (app, form), of_form in groupby(heard(), lambda entry: (entry.app, entry.form)):
        latest = dict[str, TrailEvent]()
        for record_id, of_record in groupby(of_form, lambda entry: entry.record_id):
            *_, latest[record_id] = of_record
        records += 0 if app == OFFICE else len(latest)
        installed = apps.get(app)
        table = None if installed is None else installed.tables.forms.get(_called(installed, form))
        if installed is not None and table is not None:
            found = _compare(connection, installed, table, latest, altered)
            compared += found.compared
            alterations += found.alterations
            told.add((app, form))
    alterations += _untold(connection, apps, told)
    seen(total, total)
    return Verdict(events, records, compared, tuple(alterations))


@dataclass(frozen=True, slots=True)
class _Found:
    compared: int
    alterations: list[Alteration]


def _compare(
    connection: Connection,
    installed: Installed,
    table: FormTable,
    latest: Mapping[str, TrailEvent],
    altered: Collection[str],
) -> _Found:
    """The records of one form beside what the trail says of each, where its last event can be believed."""
    alterations, compared = list[Alteration](), 0
    ids = iter(latest)
    while some := list(islice(ids, _AT_ONCE)):
        there = get_records(connection, table, some)
        for record_id in some:
            entry, record = latest[record_id], there.get(record_id)
            if record is None:
                alterations.append(_alteration("record-gone", entry))
                continue
            told = {"version": None} if entry.id in altered else orjson.loads(entry.content)
            if told["version"] == installed.app.hash:
                compared += 1
                if not _agrees(told, record):
                    alterations.append(_alteration("record-altered", entry))
    alterations += _unknown(connection, table, latest)
    return _Found(compared, alterations)


def _called(installed: Installed, trail_name: str) -> str:
    """What a form of the trail, which never calls it otherwise, is called today."""
    return next((form for form, name in installed.trail.items() if name == trail_name), trail_name)


def _untold(
    connection: Connection, apps: Mapping[str, Installed], told: Collection[tuple[str, str]]
) -> Iterator[Alteration]:
    """Records of forms the trail says nothing of at all."""
    for app, installed in apps.items():
        for table in installed.tables:
            if (app, installed.trail.get(table.id, table.id)) not in told:
                yield from _unknown(connection, table, ())


def _unknown(connection: Connection, table: FormTable, known: Collection[str]) -> Iterator[Alteration]:
    for record_id in connection.scalars(select(table.table.c.id)):
        if record_id not in known:
            yield Alteration("record-unknown", table.app, table.id, record_id)


def _agrees(told: Mapping[str, object], record: Record) -> bool:
    values = told["values"]
    if told["rev"] != record.rev or not isinstance(values, Mapping):
        return False
    here = plain_json({**record.values, "number": record.number, "state": record.state})
    assert isinstance(here, dict)
    names: Iterable[str] = (here.keys() - NOT_IN_VALUES) | values.keys()
    return all(values.get(name) == here.get(name) for name in names)


def _alteration(what: What, entry: TrailEvent) -> Alteration:
    return Alteration(what, entry.app, entry.form, entry.record_id, entry.id, entry.position)


def _apps(connection: Connection) -> Iterator[tuple[str, Installed]]:
    for version in latest_versions(connection):
        app = load_files(version.files).app
        if app is not None:
            yield app.id, installed_as(connection, app, version.version)
