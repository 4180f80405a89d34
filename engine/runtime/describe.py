"""An app as the page needs it: forms with their fields and expressions, options, reports, and this person's rights."""

from __future__ import annotations

from engine.access.role import VERBS
from engine.forms.form import Form
from engine.forms.operators import OPERATORS
from engine.lang.expressions import DEPARTMENT
from engine.runtime.allowed import hidden, locked, may_ever, outsider
from engine.runtime.turn import Turn
from engine.storage.departments import all_departments, department_by_id

Json = dict[str, object]


def name_app(turn: Turn) -> list[Json]:
    return [{"id": turn.app.id, "title": turn.app.title, "version": turn.app.version}]


def describe_app(turn: Turn) -> Json:
    app = turn.app
    reports = app.rights.reports(turn.actor)
    return {
        "id": app.id,
        "title": app.title,
        "version": app.version,
        "home": list(app.rights.home(turn.actor)),
        "options": {
            name: {value: option.to_json() for value, option in options.items()}
            for name, options in app.options.items()
        },
        "operators": {name: operator.to_json() for name, operator in OPERATORS.items()},
        "forms": {form.id: _form(turn, form) for form in app.forms.values() if _shown(turn, form)},
        "dashboards": [{"id": one.id, "title": one.title} for one in app.dashboards.values() if one.id in reports],
        "trace": app.rights.trace(turn.actor),
        "external": app.rights.external(turn.actor),
        "me": {
            "id": turn.actor.id,
            "name": turn.actor.name,
            "login": turn.actor.login,
            "roles": sorted(turn.actor.roles),
            "organisation": {"id": turn.actor.organisation} if turn.actor.organisation else None,
            "department": _department(turn),
        },
        "departments": _departments(turn),
        "today": turn.today.isoformat(),
    }


def _department(turn: Turn) -> Json | None:
    """The person's own department, as expressions on the page read it."""
    own = turn.actor.department
    found = department_by_id(turn.connection, own) if own else None
    return None if found is None else {"id": found.id, "code": found.code, "name": found.name, "within": found.within}


def _departments(turn: Turn) -> dict[str, Json]:
    """What expressions on the page ask of departments, where a form of the app has a field for one."""
    fields = (each for form in turn.app.forms.values() for field in form.fields for each in (field, *field.row_fields))
    if outsider(turn) or all(field.target_form != DEPARTMENT for field in fields):
        return {}
    tree = all_departments(turn.connection)
    return {one.id: {"code": one.code, "within": one.within} for one in tree.values()}


def _shown(turn: Turn, form: Form) -> bool:
    return may_ever(turn, form.id, "see") or may_ever(turn, form.id, "create")


def _form(turn: Turn, form: Form) -> Json:
    concealed = hidden(turn, form.id)
    return {
        "id": form.id,
        "title": form.title,
        "numbered": form.number is not None,
        "name": form.name,
        "list": [name for name in form.list_columns if name not in concealed],
        "lot": form.id in turn.app.trace.lots,
        "fields": [field.describe() for field in form.fields if field.id not in concealed],
        "rights": {verb: may_ever(turn, form.id, verb) for verb in VERBS},
        "hidden": [],
        "locked": sorted(locked(turn, form.id) - concealed),
    }
