"""The document of the whole API, bound to one app and one person: what they may do, what is sent and answered."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from engine.api.typed_schemas import PROBLEM, answered, sent
from engine.forms.form import Form
from engine.lang.labels import Label
from engine.runtime.allowed import hidden, locked, may_ever
from engine.runtime.filtering import SYSTEM_FILTERS
from engine.runtime.turn import Turn

Json = dict[str, Any]
APP = "/api/apps/{app}"
FORM = f"{APP}/forms/{{form}}"
TRACE = f"{APP}/trace/{{form}}"
DASHBOARD = f"{APP}/dashboards/{{dashboard}}"
BESIDES = ("/api/tasks", "/api/files", "/api/notices", "/api/sign-", "/api/me")
"""What is no app's own and still belongs to working with one."""
NOT_WORK = (f"{APP}/removal",)
RIGHTS: Mapping[tuple[str, str], str] = {
    ("/records", "post"): "create",
    ("/records/{id}", "put"): "change",
    ("/records/{id}", "delete"): "delete",
}
"""What one needs a right for, besides seeing."""


def typed(whole: Json, turn: Turn) -> Json:
    """OpenAPI 3.1 of one app, as this person may use it. `whole` is the document of all apps, which stays as it is."""
    app = turn.app
    shown = [form for form in app.forms.values() if may_ever(turn, form.id, "see") or may_ever(turn, form.id, "create")]
    document = copy.deepcopy({name: part for name, part in whole.items() if name != "paths"})
    document["openapi"] = "3.1.0"
    document["info"] = {"title": app.title.en, "description": app.title.zh, "version": app.version}
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = PROBLEM
    for form in shown:
        schemas[f"{form.id}.answered"] = answered(form, hidden(turn, form.id))
        shut = hidden(turn, form.id) | locked(turn, form.id)
        if may_ever(turn, form.id, "create") or may_ever(turn, form.id, "change"):
            schemas[f"{form.id}.sent"] = sent(form, shut, submits=may_ever(turn, form.id, "submit"))
    document["paths"] = dict(_paths(whole["paths"], turn, shown))
    document["tags"] = [{"name": form.id, "description": _both(form.title)} for form in shown]
    return document


def _paths(paths: Mapping[str, Json], turn: Turn, shown: Collection[Form]) -> Iterator[tuple[str, Json]]:
    for path, operations in paths.items():
        if path.startswith(FORM):
            for form in shown:
                if bound := _of_form(path.removeprefix(FORM), operations, turn, form):
                    yield _named(path, app=turn.app.id, form=form.id), bound
        elif path.startswith(APP) and not path.startswith(NOT_WORK):
            yield from _of_app(path, operations, turn)
        elif path.startswith(BESIDES) and "{person}" not in path:
            yield path, _bound(operations, "", ())


def _of_app(path: str, operations: Json, turn: Turn) -> Iterator[tuple[str, Json]]:
    """What is the app's own beside its forms: dashboards, the trace, the app itself."""
    app, rights = turn.app, turn.app.rights
    names: tuple[str, ...] = ("app",)
    values = [""]
    if path.startswith(DASHBOARD):
        names, values = ("app", "dashboard"), [one for one in app.dashboards if one in rights.reports(turn.actor)]
    elif path.startswith(f"{APP}/trace"):
        traced = app.trace.lots if path.startswith(TRACE) else [""]
        names, values = ("app", "form"), list(traced if rights.trace(turn.actor) else ())
    for value in values:
        yield _named(path, **dict.fromkeys(names, value) | {"app": app.id}), _bound(operations, value, names)


def _named(path: str, **names: str) -> str:
    for name, value in names.items():
        path = path.replace(f"{{{name}}}", value)
    return path


def _bound(operations: Json, suffix: str, names: Collection[str]) -> Json:
    """Operations whose address is written out: these parameters are gone, and refusals are problem documents."""
    bound = copy.deepcopy(operations)
    for operation in bound.values():
        parameters = [one for one in operation.get("parameters", ()) if (one["in"], one["name"]) not in _in_path(names)]
        operation["parameters"] = parameters
        operation["operationId"] = "_".join(filter(None, (operation["operationId"].split("_api_")[0], suffix))) + (
            "" if suffix else f"_{operation['operationId'].split('_api_')[-1]}"
        )
        kept = {status: one for status, one in operation["responses"].items() if status.startswith("2")}
        refused = {"description": "Refused", "content": {"application/problem+json": {"schema": _ref("Problem")}}}
        operation["responses"] = {**kept, "default": refused}
    return bound


def _in_path(names: Collection[str]) -> set[tuple[str, str]]:
    return {("path", name) for name in names}


def _of_form(rest: str, operations: Json, turn: Turn, form: Form) -> Json:
    """What this person may ask of a form, with its own types."""
    bound = _bound(operations, form.id, ("app", "form"))
    allowed = {
        method: operation
        for method, operation in bound.items()
        if may_ever(turn, form.id, RIGHTS.get((rest, method), "see"))  # type: ignore[arg-type]
    }
    for method, operation in allowed.items():
        operation["tags"] = [form.id]
        if method in ("post", "put") and rest in ("/records", "/records/{id}"):
            operation["requestBody"] = {"required": True, "content": _json(_ref(f"{form.id}.sent"))}
        if one := _answer(rest, method, form):
            [status] = [name for name in operation["responses"] if name.startswith("2")]
            operation["responses"][status]["content"] = _json(one)
        if (rest, method) == ("/records", "get"):
            _describe_list(operation, form, hidden(turn, form.id), lot=form.id in turn.app.trace.lots)
    return allowed


def _answer(rest: str, method: str, form: Form) -> Json | None:
    record = _ref(f"{form.id}.answered")
    if (rest, method) == ("/records", "get"):
        properties = {
            "records": {"type": "array", "items": record},
            "next": {"type": ["string", "null"], "description": "`after` of the next page; null on the last."},
            "total": {"type": ["integer", "null"], "description": "How many in all; on the first page only."},
        }
        return {"type": "object", "properties": properties, "required": list(properties)}
    whole = {("/records", "post"), ("/records/{id}", "get"), ("/records/{id}", "put")}
    return record if (rest, method) in whole else None


def _describe_list(operation: Json, form: Form, concealed: Collection[str], *, lot: bool) -> None:
    """Which filters and orders this form has."""
    fields = [field for field in form.fields if field.id not in concealed]
    asked = {name: operators for name, operators in SYSTEM_FILTERS.items() if name != "frozen" or lot}
    asked |= {field.id: field.operators for field in fields if field.operators}
    lines = [f"- `{name}`: {', '.join(operators)}" for name, operators in asked.items() if operators]
    orders = ["created_at", "changed_at", "number", *(field.id for field in fields if field.listed)]
    for parameter in operation["parameters"]:
        if parameter["name"] == "filter":
            parameter["description"] = "`field:operator:value`, may be repeated.\n" + "\n".join(lines)
        if parameter["name"] == "sort":
            parameter["schema"] = {"enum": [f"{sign}{name}" for name in orders for sign in ("", "-")]} | {
                "default": "-created_at"
            }


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _both(title: Label) -> str:
    return f"{title.en} · {title.zh}"
