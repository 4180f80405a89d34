"""Compile: roles as written -> rights for use."""

from __future__ import annotations

from collections.abc import Callable

from engine.access.definition import RolesDefinition
from engine.access.rights import Rights
from engine.access.role import Role, compile_role
from engine.lang.expressions import Scope
from engine.lang.flaws import Flaw


def compile_rights(
    written: RolesDefinition, scope_of: Callable[[str], Scope | None]
) -> tuple[Rights, tuple[Flaw, ...]]:
    """The rights of an app and what is wrong with their conditions; a form nobody knows is left to the checks."""
    roles: dict[str, Role] = {}
    flaws: list[Flaw] = []
    for role_id, role in written.roles.items():
        roles[role_id], found = compile_role(role_id, role, scope_of)
        flaws.extend(found)
    return Rights(roles), tuple(flaws)
