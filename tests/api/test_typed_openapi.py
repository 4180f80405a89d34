"""The OpenAPI document of an app: valid, as wide as a person's rights, and true of every answer the server gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from engine.runtime.ids import new_id
from tests.api.conftest import Story, told
from tests.served import Json, Somebody, factory

METHODS = ("get", "post", "put", "delete")
LEAVING = ("/api/sign-out",)
"""Who is out is answered nothing more."""


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("plant")
    with factory(f"sqlite:///{folder / 'plant.sqlite'}", folder / "files") as made:
        story = told(made)
        story.failed("L1")
        yield story


def document(somebody: Somebody) -> Json:
    answer = somebody.get("/api/apps/quality_trace/openapi.json")
    assert answer.status_code == 200
    return dict(answer.json())


PEOPLE = ["admin", "inspector", "purchasing", "warehouse", "director", "manager"]


@pytest.mark.parametrize("name", PEOPLE)
def test_it_is_valid(plant: Story, name: str) -> None:
    described = document(getattr(plant, name))
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []
    names = [
        operation["operationId"] for operations in described["paths"].values() for operation in operations.values()
    ]
    assert len(names) == len(set(names))


def test_it_has_the_forms_and_fields_the_person_may_use(plant: Story) -> None:
    described = document(plant.inspector)
    schemas = described["components"]["schemas"]
    values = schemas["iqc_inspection.answered"]["properties"]["values"]["properties"]
    assert values["verdict"]["readOnly"] is True
    assert "`fail`" in values["verdict"]["description"]
    assert "verdict" not in schemas["iqc_inspection.sent"]["properties"]["values"]["properties"]
    row = schemas["iqc_inspection.answered"]["properties"]["values"]["properties"]["readings"]["items"]["properties"]
    assert "measured" in row
    assert "post" in described["paths"]["/api/apps/quality_trace/forms/iqc_inspection/records"]
    assert "post" not in described["paths"]["/api/apps/quality_trace/forms/supplier/records"]
    assert not any("removal" in path or "/api/people" in path or "{app}" in path for path in described["paths"])


def test_a_supplier_learns_nothing_of_forms_that_are_not_for_it(plant: Story) -> None:
    other = plant.factory.person("hua", ["supplier_user"], organisation=plant.supplier["id"])
    mine, everything = document(other), document(plant.admin)
    forms = {path.split("/")[5] for path in mine["paths"] if "/forms/" in path}
    every = {path.split("/")[5] for path in everything["paths"] if "/forms/" in path}
    assert forms < every
    told_of = str(mine)
    assert not [form for form in every - forms if f"'{form}.answered'" in told_of]
    open_ = set(other.get("/api/apps/quality_trace").json()["forms"])
    assert forms == open_


def test_every_operation_answers_as_described(plant: Story) -> None:
    called = 0
    for name in ("admin", "inspector"):
        somebody = getattr(plant, name)
        described = document(somebody)
        for path, operations in described["paths"].items():
            for method, operation in operations.items():
                if method in METHODS and path not in LEAVING:
                    answer = call(plant, somebody, described, path, method, operation)
                    called += 1
                    assert answer.status_code < 500, (method, path, answer.text)
                    check(described, operation, answer, f"{name}: {method} {path}")
    assert called > 100


def call(plant: Story, somebody: Somebody, described: Json, path: str, method: str, operation: Json) -> httpx.Response:
    """The operation with an example: records that are there, values a record of the form has."""
    standing = records(somebody, path)
    where = path
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            where = where.replace(f"{{{parameter['name']}}}", standing["id"] if standing else new_id())
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if body is None:
        headers = {"Content-Type": "application/json"} if method != "get" else {}
        return somebody.client.request(method, where, headers=headers)
    sent = example(described, body)
    if method in ("post", "put") and path.endswith(("/records", "/records/{id}")):
        known = resolved(described, body)["properties"]["values"]["properties"]
        values = {name: value for name, value in standing["values"].items() if name in known} if standing else {}
        new = method == "post"
        sent = {"id": new_id() if new or not standing else standing["id"], "values": values}
        sent |= {} if new or not standing else {"rev": standing["rev"], "state": standing["state"]}
        sent |= {"state": "draft"} if new else {}
    return somebody.client.request(method, where, json=sent)


def records(somebody: Somebody, path: str) -> Json | None:
    if "/forms/" in path:
        found = somebody.get(f"{path.split('/forms/', maxsplit=1)[0]}/forms/{path.split('/')[6]}/records", limit=1)
        listed = found.json().get("records", []) if found.status_code == 200 else []
        return listed[0] if listed else None
    if path.startswith("/api/tasks"):
        return next(iter(somebody.tasks()), None)
    return None


def resolved(described: Json, schema: Json) -> Json:
    while "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def example(described: Json, schema: Json) -> Any:
    """The plainest value of a schema."""
    schema = resolved(described, schema)
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    if "anyOf" in schema:
        return example(described, schema["anyOf"][0])
    kind = schema.get("type", "object")
    match kind if isinstance(kind, str) else kind[0]:
        case "object":
            return {name: example(described, schema["properties"][name]) for name in schema.get("required", ())}
        case "array":
            return []
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
    return "x" * schema.get("minLength", 1)


def check(described: Json, operation: Json, answer: httpx.Response, what: str) -> None:
    """The answer is one the document tells of."""
    stated = operation["responses"].get(str(answer.status_code))
    if stated is None:
        assert answer.status_code >= 400, what
        stated = operation["responses"]["default"]
        assert answer.headers["content-type"] == "application/problem+json", what
    contents = stated.get("content", {})
    kind = answer.headers.get("content-type", "").split(";")[0]
    if kind not in contents or not kind.endswith("json"):
        return
    schema = {"components": described["components"], **contents[kind].get("schema", {})}
    flaws = [
        f"{list(flaw.path)}: {flaw.message[:200]}" for flaw in Draft202012Validator(schema).iter_errors(answer.json())
    ]
    assert not flaws, (what, flaws[:3])
