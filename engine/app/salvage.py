"""What can still be known of a form whose file is broken, so that the rest of the app is checked all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import TypeAdapter, ValidationError

from engine.forms.definition import AnyField
from engine.forms.field_kind import FieldKind
from engine.lang.expressions import Type
from engine.lang.expressions.types import UNKNOWN
from engine.lang.source import Source

_FIELD: TypeAdapter[FieldKind] = TypeAdapter(AnyField)


def sound_fields(source: Source) -> dict[str, FieldKind]:
    """The fields that are right in themselves."""
    return {name: field for name, written in _written(source).items() if (field := _sound(written)) is not None}


def lost_fields(source: Source) -> tuple[str, ...]:
    """The fields known by name only."""
    return tuple(name for name, written in _written(source).items() if _sound(written) is None)


class AnyNames(Mapping[str, Type]):
    """The names of a form whose file could not be read to its end: any name may be one of its fields."""

    def __init__(self, known: Mapping[str, Type]) -> None:
        self._known = known

    def __getitem__(self, name: str) -> Type:
        return self._known.get(name, UNKNOWN)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _written(source: Source) -> Mapping[str, object]:
    fields = source.value.get("fields") if isinstance(source.value, Mapping) else None
    return fields if isinstance(fields, Mapping) else {}


def _sound(written: object) -> FieldKind | None:
    try:
        return _FIELD.validate_python(written)
    except ValidationError:
        return None
