"""What stands on a role's home page is open to the role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from engine.access.definition import FormRights, RoleDefinition
from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Written
from engine.lang.diagnostics import Diagnostic
from engine.lang.labels import Label

CODES = {
    "home-closed": Label("首页上有该角色无权打开的内容", "The home page shows something the role may not open"),
    "form-unseen": Label("没有角色可以查看这个表单", "No role may see this form"),
}
_NOTHING = FormRights()


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    if written.roles is None:
        return
    source = written.roles.source
    for role_id, role in written.roles.definition.roles.items():
        for index, entry in enumerate(role.home):
            way_out = _closed(role, entry)
            if way_out and _there(written, names, role, entry):
                path = ("roles", role_id, "home", index)
                sentence = f"'{entry}' is on the home page of '{role_id}', which may not open it"
                yield finding(source, path, "home-closed", sentence, way_out)
    seen = {form for role in written.roles.definition.roles.values() for form in role.forms}
    for form_id, form in written.forms.items():
        if form_id not in seen and PurePosixPath(form.source.file).stem not in seen:
            place = form.source.place(("form",))
            sentence = f"no role may see '{form_id}'"
            yield Diagnostic(place, "form-unseen", sentence, f"add '{form_id}' to a role in roles.yaml", "warning")


def _there(written: Written, names: Names, role: RoleDefinition, entry: str) -> bool:
    """Whether what an entry names exists; where it does not, or a report of the role does not, that is said already."""
    what, _, name = entry.partition(":")
    if what == "report":
        dashboards = written.known("dashboards")
        return all(report in dashboards for report in (name, *role.reports))
    return not name or names.has(name)


def _closed(role: RoleDefinition, entry: str) -> str | None:
    """The way out where the role may not open an entry."""
    what, _, name = entry.partition(":")
    rights = role.forms.get(name, _NOTHING)
    if what == "new" and rights.create is False:
        return f"add 'create: true' for '{name}'"
    if what == "list" and rights.see is False:
        return f"add 'see: true' for '{name}'"
    if what == "report" and name not in role.reports:
        return f"add 'reports: [{name}]'"
    if what == "trace" and not role.trace:
        return "add 'trace: true'"
    return None
