"""What roles.yaml holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from engine.lang.labels import LabelText
from engine.lang.model import Definition, ExpressionText, Many, Name, Spelled

Condition = bool | ExpressionText
"""`true`, or an expression over the record."""

HomeEntry = Annotated[
    str,
    StringConstraints(pattern=r"^(?:(?:new|list|report):[a-z][a-z0-9_]{0,47}|tasks|trace)$", strict=True),
    Spelled("new:form, list:form, report:dashboard, tasks, trace"),
]
"""What a person of the role begins with: `new:form`, `list:form`, `report:dashboard`, `tasks` or `trace`."""


class FormRights(Definition):
    """What a role may do with the records of a form. A verb that is left out is not allowed.

    `hide` names fields that are never shown, `lock` fields that are never written; others may be.
    """

    see: Condition = False
    create: Condition = False
    change: Condition = False
    submit: Condition = False
    delete: Condition = False
    hide: Many[Name] = ()
    lock: Many[Name] = ()


class RoleDefinition(Definition):
    """A role: what its people see first, and what they may see and do. `external` people get a page of their own."""

    title: LabelText
    home: Many[HomeEntry] = ()
    forms: Mapping[Name, FormRights] = {}
    reports: Many[Name] = ()
    trace: bool = False
    external: bool = False


class RolesDefinition(Definition):
    """All roles of an app."""

    roles: Annotated[Mapping[Name, RoleDefinition], Field(min_length=1)]
