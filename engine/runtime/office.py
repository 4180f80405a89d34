"""Deeds that belong to no app: people, tokens, departments, apps themselves, jobs. They stand on the trail as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from engine.runtime.ids import new_id
from engine.storage.people import Person
from engine.storage.trail import Deed, append

OFFICE = "-"
"""Stands on the trail where a deed in an app has the app: no app is called so."""
_NOT_FIRST = 0


@dataclass(frozen=True, slots=True)
class By:
    """Who does it and when: a person (by `via`, a token, if a program did it), or the operator (None)."""

    actor: str | None
    now: datetime
    via: str | None = None

    @classmethod
    def of(cls, person: Person, now: datetime) -> By:
        return cls(person.id, now, person.via)


def note(
    connection: Connection, by: By, subject: str, subject_id: str, command: str, values: Mapping[str, object]
) -> None:
    """Put on the trail what was done to a subject (`person`, `app`, `job` …). `values` tell it, without secrets.

    To be called after the subject was written, so that two at once about the same subject come one after the other.
    """
    append(
        connection,
        Deed(
            id=new_id(),
            app=OFFICE,
            form=subject,
            record_id=subject_id,
            command=command,
            actor=by.actor,
            at=by.now,
            version="",
            rev=_NOT_FIRST,
            values=values,
            via=by.via,
        ),
    )
