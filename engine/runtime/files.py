"""Files in records: only what a person uploaded, or what the record held already, may be attached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.forms.form import Form
from engine.lang.problems import Problem, Refused
from engine.runtime.turn import Turn
from engine.storage.files import uploaded_by
from engine.storage.records import Record


def check_files(turn: Turn, form: Form, values: Mapping[str, Any], standing: Record | None) -> None:
    """Refuse a file the person did not upload: knowing its hash is no right to it."""
    held = set() if standing is None else set(_hashes(form, standing.values))
    foreign = [
        Problem((field.id,), "file-unknown")
        for field in form.with_files
        for file in field.files(values.get(field.id))
        if file["hash"] not in held and uploaded_by(turn.connection, file["hash"], turn.actor.id) is None
    ]
    if foreign:
        raise Refused(*foreign)


def _hashes(form: Form, values: Mapping[str, Any]) -> list[str]:
    return [file["hash"] for field in form.with_files for file in field.files(values.get(field.id))]
