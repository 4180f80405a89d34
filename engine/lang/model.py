"""Definition models: frozen, strict, no unknown keys; and their validation with findings that point into the text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}$", strict=True)]
"""An identity in a definition: also a column or table name, so letters, digits and underscores only."""


def _spelled(value: object) -> object:
    """`default: 0` and `visible: true` are expressions too: a plain value is taken as the person wrote it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value) if isinstance(value, int) else value


ExpressionText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2000, strict=True),
    BeforeValidator(_spelled),
    WithJsonSchema(
        {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": 2000, "format": "expression"}
    ),
]

Many = Annotated[tuple[T, ...], Strict(False)]
"""A list in YAML, a tuple in the model; its entries stay strict."""


_OPAQUE = frozenset({"metadata", "serialization", "default", "function", "expected", "custom_error_context"})
"""Parts of a schema that hold values or functions, no schemas."""


def _exact(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _fit_for_yaml(schema: Any, *, own: bool = False) -> Any:
    """The same schema, reading what YAML can say; models further inside have done so for themselves."""
    if isinstance(schema, list):
        return [_fit_for_yaml(part) for part in schema]
    if isinstance(schema, tuple):
        return tuple(_fit_for_yaml(part) for part in schema)
    if not isinstance(schema, dict):
        return schema
    kind = schema.get("type")
    if kind == "model" and not own and issubclass(schema["cls"], Definition):
        return schema
    fitted = {key: part if key in _OPAQUE else _fit_for_yaml(part) for key, part in schema.items()}
    if kind == "tuple":
        fitted.setdefault("strict", False)
    if kind == "decimal":
        return core_schema.no_info_before_validator_function(_exact, fitted)
    return fitted


@dataclass(frozen=True, slots=True)
class Spelled:
    """How a text has to be written, by examples: beside its pattern, for the person whose text does not match it."""

    examples: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.custom_error_schema(
            handler(source),
            custom_error_type="spelling_wrong",
            custom_error_message="written otherwise",
            custom_error_context={"examples": self.examples},
        )


class Definition(BaseModel):
    """The root of every definition model. Defaults stand here in the class, once.

    Strict, but at home in YAML: a list fills a tuple, and a whole number is a decimal.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        fitted: CoreSchema = _fit_for_yaml(handler(source), own=True)
        return fitted
