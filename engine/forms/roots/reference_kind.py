"""What kinds that point at something else have in common: records of a form, people."""

from __future__ import annotations

from typing import Any, ClassVar

from engine.forms.operators import CHOOSING
from engine.forms.reading import Reading
from engine.forms.schemas import ID, JsonSchema
from engine.forms.value_kind import PlainKind
from engine.forms.words import Words
from engine.forms.written_text import is_id
from engine.lang.columns import TextColumn
from engine.lang.expressions import RecordType, Type

LONGEST_NAME = 500


class ReferenceKind(PlainKind):
    """The id of a record. A client sends the id, or the `{id, name}` it was given; it is given `{id, name}`."""

    operators: ClassVar[tuple[str, ...]] = (*CHOOSING, "named")

    @property
    def target(self) -> str:
        raise NotImplementedError

    def json_schema(self) -> JsonSchema:
        return {
            "type": ["string", "object"],
            "pattern": ID,
            "properties": {
                "id": {"type": "string", "pattern": ID},
                "name": {"type": ["string", "null"], "maxLength": LONGEST_NAME},
            },
            "required": ["id"],
            "additionalProperties": False,
        }

    def column_type(self) -> TextColumn:
        return TextColumn()

    def expression_type(self) -> Type:
        return RecordType(self.target)

    def from_wire(self, value: Any, reading: Reading) -> str | None:
        sent = value.get("id") if isinstance(value, dict) and _named(value) else value
        if isinstance(sent, str) and is_id(sent):
            return sent
        reading.expects("一条记录的编号", "the id of a record")
        return None

    def to_wire(self, value: str, words: Words) -> dict[str, str | None]:
        return {"id": value, "name": words.name_of(self.target, value)}

    def from_text(self, text: str, reading: Reading, words: Words) -> str | None:
        found = words.id_of(self.target, text)
        if found is None:
            reading.refuse("no-such-record", name=text)
        return found

    def to_text(self, value: str, words: Words) -> str:
        return words.name_of(self.target, value) or value

    def fit(self, value: Any) -> str | None:
        """Expressions give the linked record itself; its id is kept."""
        return value if isinstance(value, str) else value.get("id")


def _named(value: dict[str, Any]) -> bool:
    """Whether it says nothing but an id and, perhaps, a name."""
    name = value.get("name")
    plain = name is None or (isinstance(name, str) and len(name) <= LONGEST_NAME)
    return plain and value.keys() <= {"id", "name"}
