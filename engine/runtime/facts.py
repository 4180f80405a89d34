"""A record in a few words, as lists of tasks show it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.words import Words
from engine.lang.labels import LANGUAGES, Label
from engine.storage.records import Record

FACTS = 4
"""How many columns of the list are shown."""


def facts(form: Form, record: Record, words: Words, concealed: Collection[str]) -> list[dict[str, object]]:
    """The first filled columns of the form's list, in words."""
    shown = (form.by_id[name] for name in form.list_columns if name in form.by_id and name not in concealed)
    filled = [(field, record.values[field.id]) for field in shown if record.values.get(field.id) is not None]
    return [
        {"label": field.title, "text": _both(field, value, words), "tone": _tone(field, value)}
        for field, value in filled[:FACTS]
    ]


def _both(field: Field, value: object, words: Words) -> Label:
    return Label(*(field.to_text(value, replace(words, language=language)) for language in LANGUAGES))


def _tone(field: Field, value: object) -> str:
    option = field.definition.offered.get(str(value))
    return option.tone if option is not None else "neutral"
