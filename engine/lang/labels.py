"""Words shown to people, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Label:
    """One text in Chinese and in English. In YAML `{zh: 来料, en: Incoming}`, or one plain string for both."""

    zh: str
    en: str

    @classmethod
    def both(cls, text: str) -> Label:
        return cls(text, text)

    def in_(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def to_json(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}


def _spelling(value: object) -> str | None:
    """Which of the ways to write a label this is."""
    if isinstance(value, str):
        return "plain"
    if isinstance(value, Label):
        return "made"
    return "texts" if isinstance(value, dict) else None


class _LabelYaml:
    """Reads a label from its YAML spelling inside a pydantic model."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        texts = core_schema.typed_dict_schema(
            {
                "zh": core_schema.typed_dict_field(core_schema.str_schema(strict=True, min_length=1)),
                "en": core_schema.typed_dict_field(core_schema.str_schema(strict=True, min_length=1)),
            },
            extra_behavior="forbid",
        )
        from_texts = core_schema.no_info_after_validator_function(lambda value: Label(value["zh"], value["en"]), texts)
        from_plain = core_schema.no_info_after_validator_function(
            Label.both, core_schema.str_schema(strict=True, min_length=1)
        )
        return core_schema.tagged_union_schema(
            {"plain": from_plain, "texts": from_texts, "made": core_schema.is_instance_schema(Label)},
            discriminator=_spelling,
            custom_error_type="label_wrong",
            custom_error_message="no label",
            serialization=core_schema.plain_serializer_function_ser_schema(lambda label: label.to_json()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        del schema, handler
        text = {"type": "string", "minLength": 1}
        return {
            "oneOf": [
                text,
                {
                    "type": "object",
                    "properties": {"zh": text, "en": text},
                    "required": ["zh", "en"],
                    "additionalProperties": False,
                },
            ]
        }


LabelText = Annotated[Label, _LabelYaml]
"""The annotation to use for a label in a definition model."""
