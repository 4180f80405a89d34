"""A role for use: its conditions checked and compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from engine.access.definition import Condition, FormRights, RoleDefinition
from engine.lang.checker import Checker
from engine.lang.expressions import BOOLEAN, Expression, Scope
from engine.lang.flaws import Flaw
from engine.lang.labels import Label
from engine.lang.problems import Path

Verb = Literal["see", "create", "change", "submit", "delete"]
VERBS: tuple[Verb, ...] = get_args(Verb)
WRITING: tuple[Verb, ...] = ("create", "change", "submit")

Grant = Expression | bool


@dataclass(frozen=True, slots=True)
class FormGrants:
    """What one role may do with one form: a grant for each verb, the fields it never sees and never writes."""

    grants: Mapping[Verb, Grant]
    hide: frozenset[str] = frozenset()
    lock: frozenset[str] = frozenset()

    @property
    def sees(self) -> bool:
        return self.grants["see"] is not False

    @property
    def writes(self) -> bool:
        return any(self.grants[verb] is not False for verb in WRITING)


@dataclass(frozen=True, slots=True)
class Role:
    """A role of an app."""

    id: str
    title: Label
    home: tuple[str, ...]
    forms: Mapping[str, FormGrants]
    reports: frozenset[str]
    trace: bool
    external: bool


def compile_role(
    role_id: str, written: RoleDefinition, scope_of: Callable[[str], Scope | None]
) -> tuple[Role, tuple[Flaw, ...]]:
    """The role with its conditions checked against the names of each form (`scope_of`; none where no such form is)."""
    flaws: list[Flaw] = []
    forms: dict[str, FormGrants] = {}
    for form_id, rights in written.forms.items():
        scope = scope_of(form_id)
        if scope is None:
            continue
        checker = Checker(scope)
        forms[form_id] = _form_grants(rights, checker, ("roles", role_id, "forms", form_id))
        flaws.extend(checker.flaws)
    role = Role(
        id=role_id,
        title=written.title,
        home=written.home,
        forms=forms,
        reports=frozenset(written.reports),
        trace=written.trace,
        external=written.external,
    )
    return role, tuple(flaws)


def _form_grants(rights: FormRights, checker: Checker, path: Path) -> FormGrants:
    grants = {verb: _grant(getattr(rights, verb), checker, (*path, verb)) for verb in VERBS}
    return FormGrants(grants, frozenset(rights.hide), frozenset(rights.lock))


def _grant(condition: Condition, checker: Checker, path: Path) -> Grant:
    """A condition must have its equal in SQL: every list is cut by it in the database."""
    if isinstance(condition, bool):
        return condition
    expression = checker.expression(path, condition, BOOLEAN)
    if expression.untranslatable:
        checker.flaw(path, "not-in-database", f"this cannot be asked of the database: {expression.untranslatable}")
    return expression
