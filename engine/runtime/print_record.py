"""A record on paper: what its form says, in the words of the person, through the template of its app or our own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.printing import Printed
from engine.forms.words import Words
from engine.lang.expressions import PERSON
from engine.lang.labels import Label
from engine.lang.problems import Problem, Refused
from engine.lang.templates import Template, TemplateWrong, written_safely
from engine.runtime import present
from engine.runtime.allowed import hidden, visible
from engine.runtime.export_sheet import CREATED_AT, CREATED_BY, NUMBER, STATES
from engine.runtime.live import with_live
from engine.runtime.turn import Turn
from engine.storage.records import Record

Json = dict[str, Any]
OURS = files("engine.runtime").joinpath("print_record.html").read_text("utf-8")
FOR_ALL = "templates/record.html"
PRINTED_AT = Label("打印时间", "Printed at")
PRINTED_BY = Label("打印人", "Printed by")
SUBMITTED_AT, SUBMITTED_BY = Label("提交时间", "Submitted at"), Label("提交人", "Submitted by")
FROZEN = Label("已冻结", "Frozen")


def print_record(turn: Turn, form_id: str, record_id: str, files_at: str, nonce: str) -> str:
    """The record as HTML for A4, of what this person may see. `nonce` marks the styles the page may use."""
    record = visible(turn, form_id, record_id)
    form = turn.form(form_id)
    name, text = _template(turn.app.files, form_id)
    values = {**_page(turn, form, record, files_at), "nonce": nonce}
    try:
        return Template.read(text).render(values)
    except TemplateWrong as wrong:
        raise Refused(Problem((), "template-failed", {"file": name, "why": wrong.sentence})) from wrong


def _template(app_files: Mapping[str, str], form_id: str) -> tuple[str, str]:
    """The template for this form, for every form of the app, or ours."""
    own = (f"templates/{form_id}.html", FOR_ALL)
    return next(((name, app_files[name]) for name in own if name in app_files), ("print_record.html", OURS))


def _page(turn: Turn, form: Form, record: Record, files_at: str) -> Json:
    """What a template may use; docs/how-to/print-records.md names it all."""
    [record] = with_live(turn, form, [record])
    words = present.names(turn, form, [record])
    concealed = hidden(turn, form.id)
    shown = [field for field in form.fields if field.id not in concealed]
    fields = {each.id: _entry(each, record.values.get(each.id), words, files_at) for each in shown if each.valued}
    return {
        "language": words.language,
        "app": turn.app.title.in_(words.language),
        "title": form.title.in_(words.language),
        "number": record.number,
        "name": present.name_of(turn, form, record, words),
        "state": STATES[record.state].in_(words.language) if record.state in STATES else record.state,
        "frozen": FROZEN.in_(words.language) if record.frozen else None,
        "parts": _parts(shown, fields, words),
        "record": fields,
        "stamps": list(_stamps(turn, record, words)),
    }


def _entry(field: Field, value: Any, words: Words, files_at: str) -> Json:
    return {"title": field.title.in_(words.language), **_plain(field.to_print(value, words), files_at)}


def _plain(printed: Printed, files_at: str) -> Json:
    """As a template reads it."""
    return {
        "text": printed.text,
        "pictures": [{"address": f"{files_at}{file['hash']}", "name": file["name"]} for file in printed.pictures],
        "html": written_safely(printed.html),
        "columns": list(printed.columns),
        "rows": [[_plain(cell, files_at) for cell in row] for row in printed.rows],
        "numeric": printed.numeric,
        "wide": printed.wide,
        "blank": not (printed.text or printed.pictures or printed.html),
    }


def _parts(shown: Iterable[Field], fields: Mapping[str, Json], words: Words) -> list[Json]:
    """The parts of the form, each with its answers; what has none is left out."""
    parts: list[Json] = [{"title": None, "level": 0, "fields": []}]
    for field in shown:
        if field.definition.part:
            title = field.title.in_(words.language)
            parts.append({"title": title, "level": field.definition.part, "fields": []})
        elif field.id in fields and not fields[field.id]["blank"]:
            parts[-1]["fields"].append(fields[field.id])
    return [part for place, part in enumerate(parts) if part["fields"] or _opens(parts[place + 1 :], part["level"])]


def _opens(after: Iterable[Json], level: int) -> bool:
    """Whether a tab without fields of its own has sections with some."""
    for part in after:
        if part["level"] <= level:
            return False
        if part["fields"]:
            return True
    return False


def _stamps(turn: Turn, record: Record, words: Words) -> Iterable[Json]:
    """Who did what when, down to this sheet of paper."""
    said: list[tuple[Label, str]] = [(NUMBER, record.number)] if record.number else []
    said += [(CREATED_BY, _who(record.created_by, words)), (CREATED_AT, _when(record.created_at, words))]
    if record.submitted_at is not None:
        said += [(SUBMITTED_BY, _who(record.submitted_by, words)), (SUBMITTED_AT, _when(record.submitted_at, words))]
    said += [(PRINTED_BY, turn.actor.name), (PRINTED_AT, _when(turn.now, words))]
    return ({"title": title.in_(words.language), "text": text} for title, text in said)


def _who(person: str | None, words: Words) -> str:
    return (words.name_of(PERSON, person) or "") if person else ""


def _when(moment: datetime, words: Words) -> str:
    return moment.astimezone(words.zone).strftime("%Y-%m-%d %H:%M")
