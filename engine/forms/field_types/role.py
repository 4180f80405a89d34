"""A role of the app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from pydantic import PrivateAttr

from engine.forms.operators import CHOOSING
from engine.forms.options import ROLES, Option
from engine.forms.roots.offering import OneOffered
from engine.lang.expressions import ChoiceType, Type
from engine.lang.expressions.types import UNKNOWN


class Role(OneOffered):
    """One of the roles of roles.yaml: who has to act, who answers for it. People read its title.

    Kept is the role's name: `responsible == 'inspector'`, and a flow may give a task to it.
    """

    kind: ClassVar[str] = "role"
    widget: ClassVar[str] = "choice"
    operators: ClassVar[tuple[str, ...]] = CHOOSING
    example: ClassVar[str] = "responsible: {kind: role, title: {zh: 责任角色, en: Responsible role}}"

    _roles: Mapping[str, Option] | None = PrivateAttr(default=None)

    def with_options(self, sets: Mapping[str, Mapping[str, Option]]) -> Self:
        field = self.model_copy()
        field._roles = sets[ROLES]
        return field

    @property
    def offered(self) -> Mapping[str, Option]:
        """The roles by name. Only after they were put in."""
        if self._roles is None:
            raise LookupError("the roles have not been put in")
        return self._roles

    def expression_type(self) -> Type:
        return UNKNOWN if self._roles is None else ChoiceType(tuple(self._roles))
