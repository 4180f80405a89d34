"""A signature drawn by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from engine.forms.field_kind import Trees
from engine.forms.reading import Reading
from engine.forms.roots.file_kind import File, FileKind
from engine.forms.schemas import JsonSchema
from engine.forms.words import Words
from engine.lang.expressions import PERSON

SIGNED = ("by", "at", "rev")


class Signature(FileKind):
    """A signature drawn on the screen with finger, pen or mouse, kept as a picture.

    A client sends the picture only; the server writes beside it who signed, when, and which revision of the record.
    The same picture sent back keeps what stands there, another one is signed anew by whoever sends it: nobody signs
    for somebody else. `required` asks for it on submission.
    """

    kind: ClassVar[str] = "signature"
    widget: ClassVar[str] = "signature"
    in_rows: ClassVar[bool] = False
    media: ClassVar[str] = "image/"
    signed: ClassVar[bool] = True
    example: ClassVar[str] = "signed: {kind: signature, required: true, title: {zh: 签名, en: Signature}}"

    many: bool = False

    def json_schema(self) -> JsonSchema:
        schema = super().json_schema()
        added = {
            "by": {"type": ["object", "null"]},
            "at": {"type": ["string", "null"]},
            "rev": {"type": ["integer", "null"]},
        }
        schema["items"]["properties"] |= added
        return {**schema, "maxItems": 1}

    def from_wire(self, value: Any, reading: Reading) -> list[File] | None:
        """The picture alone: what a client says of who signed is not read."""
        if isinstance(value, list) and len(value) > 1:
            reading.refuse("too-many-files", maximum=1)
            return None
        return super().from_wire(_pictures(value), reading)

    def to_wire(self, value: list[File], words: Words) -> list[File]:
        return [self._signed(file, words) if "by" in file else dict(file) for file in value]

    def to_text(self, value: list[File], words: Words) -> str:
        [file] = value
        if "by" not in file:
            return str(file["name"])
        at = datetime.fromisoformat(file["at"]).astimezone(words.zone).strftime("%Y-%m-%d %H:%M")
        return f"{words.name_of(PERSON, file['by']) or file['by']} {at}"

    def people(self, value: list[File]) -> list[str]:
        return [file["by"] for file in value if "by" in file]

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"many": False}

    @staticmethod
    def _signed(file: File, words: Words) -> File:
        return {**file, "by": {"id": file["by"], "name": words.name_of(PERSON, file["by"])}}


def _pictures(value: Any) -> Any:
    """What was sent without what the server wrote beside it, where that is of its shape."""
    if not isinstance(value, list):
        return value
    return [{k: v for k, v in file.items() if k not in SIGNED} if _beside(file) else file for file in value]


def _beside(file: Any) -> bool:
    if not isinstance(file, dict):
        return False
    by, at, rev = (file.get(name) for name in SIGNED)
    whole = rev is None or type(rev) is int
    return (by is None or isinstance(by, dict)) and (at is None or isinstance(at, str)) and whole
