"""The names of linked records, for fields that change between a link and its name."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from engine.app.layout import History
from engine.forms.field import Field
from engine.forms.words import PLAIN, Words
from engine.runtime.turn import Installed
from engine.storage.counting import WordsFor
from engine.storage.names import every_name


def words_for(connection: Connection, history: History) -> WordsFor:
    """Reads names only where one of two fields is a link and the other none."""
    tables = None if history.app is None else Installed.of(history.app).tables

    def words(before: Field, after: Field) -> Words:
        targets = {before.target_form, after.target_form}
        if None not in targets or tables is None:
            return PLAIN
        names = {
            (target, record_id): name
            for target in targets - {None}
            if target is not None and target in tables.forms
            for record_id, name in every_name(connection, tables.form(target)).items()
        }
        return replace(PLAIN, names=names)

    return words
