"""Families of kinds: field types, flow nodes, rule actions, charts. One class in one file says all about a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Generic, TypeVar, Union

from pydantic import BaseModel, BeforeValidator, Discriminator, Tag

K = TypeVar("K", bound=BaseModel)


class Kinds(Generic[K]):
    """All kinds of one family, looked up by name.

    Each class is a definition model with `kind: ClassVar[str]` (its name in YAML) and `example: ClassVar[str]` (YAML);
    its docstring is its manual page. A family is told apart either by the value of one key (`named_by="kind"`, fields
    and charts) or by the first key of the mapping (`named_by=None`, flow nodes and rule actions: `- task: judge`).
    """

    def __init__(self, family: str, classes: Sequence[type[K]], *, named_by: str | None) -> None:
        self.family = family
        self.named_by = named_by
        self._by_name: dict[str, type[K]] = {self.name_of(cls): cls for cls in classes}

    @staticmethod
    def name_of(kind_class: type[BaseModel]) -> str:
        name = getattr(kind_class, "kind", None)
        if not isinstance(name, str):
            raise TypeError(f"{kind_class.__name__} does not say its kind")
        return name

    def __iter__(self) -> Iterator[type[K]]:
        return iter(self._by_name.values())

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._by_name)

    def named(self, name: str) -> type[K]:
        return self._by_name[name]

    def tag(self, value: object) -> str | None:
        """Which kind this YAML mapping (or model) claims to be."""
        if isinstance(value, BaseModel):
            return self.name_of(type(value))
        if not isinstance(value, Mapping) or not value:
            return None
        tag = value.get(self.named_by) if self.named_by else next(iter(value))
        return tag if isinstance(tag, str) else None

    def _without_name(self, value: object) -> object:
        """The options alone, where a key of its own only names the kind."""
        if self.named_by and isinstance(value, Mapping):
            return {key: option for key, option in value.items() if key != self.named_by}
        return value

    def union(self) -> Any:
        """The pydantic type that reads any kind of this family."""
        options = tuple(
            Annotated[cls, BeforeValidator(self._without_name), Tag(name)] for name, cls in self._by_name.items()
        )
        return Annotated[
            Union[options],  # noqa: UP007 - built from a tuple
            Discriminator(
                self.tag,
                custom_error_type="kind_unknown",
                custom_error_message="no such kind",
                custom_error_context={
                    "family": self.family,
                    "kinds": ", ".join(self._by_name),
                    "named_by": self.named_by or "",
                },
            ),
        ]
