"""What a rule file holds."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, RootModel, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from engine.lang.labels import LabelText
from engine.lang.model import Definition, ExpressionText, Many, Name
from engine.rules.actions import AnyAction
from engine.rules.events import AnyEvent

_SHORT = re.compile(r"([a-z][a-z0-9_]{0,47})\.(created|submitted|changed|deleted|decided)")


def _written_out(value: object) -> object:
    """`iqc_inspection.submitted` is short for `{submitted: iqc_inspection}`."""
    if not isinstance(value, str):
        return value
    short = _SHORT.fullmatch(value)
    if short is None:
        examples = "form.submitted, form.created, form.changed, form.deleted, form.decided"
        raise PydanticCustomError("spelling_wrong", "written otherwise", {"examples": examples})
    return {short[2]: short[1]}


class _EventYaml:
    """The JSON Schema of both spellings."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "pattern": f"^{_SHORT.pattern}$"}, handler(schema)]}


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


_ONE_OR_MORE = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


class RuleDefinition(Definition):
    """A rule: when something happens to a record of a form and a condition holds, do this."""

    rule: Name
    was: Name | None = None
    title: LabelText | None = None
    on: Annotated[AnyEvent, BeforeValidator(_written_out), _EventYaml]
    decide: Annotated[Many[Name], BeforeValidator(_listed), WithJsonSchema(_ONE_OR_MORE)] = ()
    """Decision tables asked first; what they decide is read by their names: `sampling.size`."""
    when: ExpressionText | None = None
    do: Many[AnyAction] = Field(min_length=1)


class ActionList(RootModel[Many[AnyAction]]):
    """Actions standing elsewhere, such as those of a flow's `do` node."""

    model_config = ConfigDict(frozen=True, strict=True)
