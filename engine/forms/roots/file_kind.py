"""What kinds that keep files have in common. The bytes lie in the file store under their hash."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from engine.forms.field_kind import Trees
from engine.forms.operators import PRESENCE
from engine.forms.printing import Printed
from engine.forms.reading import Reading
from engine.forms.schemas import JsonSchema
from engine.forms.value_kind import ValueKind
from engine.forms.words import Words
from engine.forms.written_text import cleaned
from engine.lang.columns import ListColumn
from engine.lang.expressions import TEXT, ListType, Type

HASH = r"^[0-9a-f]{64}$"
MEDIA_TYPE = r"^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}$"
MOST = 50
LONGEST_NAME = 200
LARGEST = 2**40

File = dict[str, Any]
"""{"hash": sha-256 of the bytes, "name": as it was uploaded, "type": media type, "size": bytes}."""


class FileKind(ValueKind):
    """A list of files."""

    listed: ClassVar[bool] = False
    imported: ClassVar[bool] = False
    media: ClassVar[str] = ""
    """What the media type must begin with."""
    operators: ClassVar[tuple[str, ...]] = PRESENCE

    many: bool = True

    def json_schema(self) -> JsonSchema:
        file: JsonSchema = {
            "type": "object",
            "properties": {
                "hash": {"type": "string", "pattern": HASH},
                "name": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
                "type": {"type": "string", "pattern": MEDIA_TYPE, "allOf": [{"pattern": f"^{self.media}"}]},
                "size": {"type": "integer", "minimum": 0, "maximum": LARGEST},
            },
            "required": ["hash", "name", "type", "size"],
            "additionalProperties": False,
        }
        return {"type": "array", "items": file, "maxItems": MOST if self.many else 1}

    def column_type(self) -> ListColumn:
        return ListColumn()

    def expression_type(self) -> Type:
        return ListType(TEXT)

    def from_wire(self, value: Any, reading: Reading) -> list[File] | None:
        if not isinstance(value, list):
            reading.expects("文件列表", "a list of files")
            return None
        if len(value) > (MOST if self.many else 1):
            reading.refuse("too-many-files", maximum=MOST if self.many else 1)
            return None
        files = [self._file(entry, reading.under(place)) for place, entry in enumerate(value)]
        return [file for file in files if file is not None] or None

    def _file(self, value: Any, reading: Reading) -> File | None:
        if not isinstance(value, dict) or value.keys() != {"hash", "name", "type", "size"}:
            reading.expects("一个已上传的文件", "an uploaded file")
            return None
        name = value["name"]
        named = isinstance(name, str) and 0 < len(name) <= LONGEST_NAME and name.isprintable() and bool(name.strip())
        hashed = _matches(HASH, value["hash"])
        sized = type(value["size"]) is int and 0 <= value["size"] <= LARGEST
        if not (named and hashed and sized and _matches(MEDIA_TYPE, value["type"])):
            reading.expects("一个已上传的文件", "an uploaded file")
            return None
        if not value["type"].startswith(self.media):
            reading.expects("图片", "a picture")
            return None
        return {"hash": value["hash"], "name": cleaned(name, lines=False), "type": value["type"], "size": value["size"]}

    def to_wire(self, value: list[File], words: Words) -> list[File]:
        del words
        return [dict(file) for file in value]

    def to_text(self, value: list[File], words: Words) -> str:
        return ("、" if words.language == "zh" else ", ").join(file["name"] for file in value)

    def to_print(self, value: list[File], words: Words) -> Printed:
        """Pictures as pictures, other files by their names."""
        pictures = tuple(file for file in value if self.media.startswith("image/"))
        return Printed(self.to_text(value, words), pictures)

    def files(self, value: list[File]) -> list[File]:
        return value

    def describe(self, trees: Trees) -> dict[str, object]:
        del trees
        return {"many": self.many}


def _matches(pattern: str, value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern.removesuffix("$"), value, re.ASCII) is not None
