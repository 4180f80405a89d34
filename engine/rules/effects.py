"""What rules want done. Plain values: whoever runs the command carries them out in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.lang.labels import Label
from engine.lang.records import RecordRef

Tone = Literal["info", "warn"]
Method = Literal["get", "post", "put", "patch", "delete"]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told: everybody with a role, or one person by login (`person`) or by id (`id`)."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class SetFields:
    """Write these fields of a record."""

    record: RecordRef
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CreateRecord:
    """Make and submit a record of a form; `start` is the flow to start on it."""

    form: str
    values: Mapping[str, object]
    start: str | None = None


@dataclass(frozen=True, slots=True)
class StartFlow:
    """Start a flow on a record."""

    flow: str
    record: RecordRef


@dataclass(frozen=True, slots=True)
class Freeze:
    """Put a hold on a lot. `holder` is the record it is held for: freezing again for the same one changes nothing."""

    lot: RecordRef
    reason: Label
    holder: RecordRef


@dataclass(frozen=True, slots=True)
class Release:
    """Take holds off a lot: those of one holder, or all when there is none."""

    lot: RecordRef
    reason: Label | None = None
    holder: RecordRef | None = None


@dataclass(frozen=True, slots=True)
class Notify:
    """Tell people about a record."""

    to: tuple[Recipient, ...]
    message: Label
    about: RecordRef


@dataclass(frozen=True, slots=True)
class Block:
    """Refuse what the person is doing, with the message at a field of the record (or at the whole)."""

    message: Label
    field: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """Tell the person who acts."""

    text: Label
    tone: Tone


@dataclass(frozen=True, slots=True)
class CallOut:
    """Call another system, by the name of a connection; `body` is JSON."""

    connection: str
    method: Method
    path: str
    body: Mapping[str, object]
    about: RecordRef


Effect = SetFields | CreateRecord | StartFlow | Freeze | Release | Notify | Block | Message | CallOut
TELLING = (Notify, Block, Message, CallOut)
"""Effects that leave every record as it stands."""
