"""What a form's records look like on the wire, as JSON Schema: what one person may send, and what they are answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.schemas import JsonSchema

UUID = {"type": "string", "format": "uuid"}
MOMENT = {"type": "string", "format": "date-time"}
PERSON: JsonSchema = {
    "type": ["object", "null"],
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
    "required": ["id", "name"],
}
LABEL: JsonSchema = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh", "en"],
}
PROBLEM: JsonSchema = {
    "title": "Problem",
    "description": "Why a request is refused (RFC 9457). `problems` name what is wrong at each field.",
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": LABEL,
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"path": {"type": "string"}, "code": {"type": "string"}, "message": LABEL},
                "required": ["path", "code", "message"],
            },
        },
        "current": {"description": "With 409: what stands now.", "type": "object"},
    },
    "required": ["type", "title", "status", "code", "problems"],
}


def answered(form: Form, concealed: Collection[str]) -> JsonSchema:
    """A record of the form as this person is answered it."""
    shown = [field for field in form.fields if field.stored and field.id not in concealed]
    values = {field.id: _titled(field, field.answer_schema()) for field in shown}
    properties: JsonSchema = {
        "id": UUID,
        "rev": {"type": "integer", "description": "Grows with each change; a change names the one it was made to."},
        "number": {"type": ["string", "null"]},
        "state": {"enum": ["draft", "submitted"]},
        "name": {"type": "string"},
        "values": {"type": "object", "properties": values, "required": list(values)},
        "created_at": MOMENT,
        "created_by": PERSON,
        "changed_at": MOMENT,
        "changed_by": PERSON,
        "submitted_at": {**MOMENT, "type": ["string", "null"]},
        "submitted_by": PERSON,
        "frozen": {"type": "boolean"},
        "rights": {"type": "object", "additionalProperties": {"type": "boolean"}},
    }
    return {"title": form.title.en, "description": form.title.zh, "type": "object", "properties": properties} | {
        "required": list(properties)
    }


def sent(form: Form, shut: Collection[str], *, submits: bool) -> JsonSchema:
    """A record of the form as this person may send it; computed and locked fields are not among its values."""
    known = form.schema["properties"]
    values = {name: _titled(form.field(name), known[name]) for name in known if name not in shut}
    return {
        "title": form.title.en,
        "description": "The id is made by the sender: the same sending twice is stored once.",
        "type": "object",
        "properties": {
            "id": UUID,
            "rev": {
                "type": ["integer", "null"],
                "minimum": 1,
                "description": "The revision seen; none for a new record.",
            },
            "state": {"enum": ["draft", "submitted"], "default": "submitted"} if submits else {"enum": ["draft"]},
            "values": {"type": "object", "properties": values, "additionalProperties": False},
        },
        "required": ["id", "values"],
        "additionalProperties": False,
    }


def _titled(field: Field, schema: Mapping[str, Any]) -> JsonSchema:
    words = [f"`{value}` {one.title.en} · {one.title.zh}" for value, one in field.options.items()]
    about = [field.title.zh, *([", ".join(words)] if words else [])]
    computed = {"readOnly": True} if field.computed else {}
    return {"title": field.title.en, "description": ". ".join(about), **computed, **schema}
