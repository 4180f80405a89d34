"""A supplier's person sees only its own: every route of the OpenAPI document is walked with another supplier's ids."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from engine.runtime.ids import new_id
from tests.api.conftest import Story
from tests.served import Json, Somebody

CANARY = "KANARIENVOGEL"
BODIES: dict[str, Any] = {"values": {}, "rev": 1, "outcome": "return", "department": None, "manager": None}
"""What the walk says where the type alone does not tell."""
OUTSIDE = {"/api/sign-in", "/api/sign-in/link", "/api/sign-out"}
"""Routes about the session itself; walking them would only sign the walker out."""


@pytest.fixture
def foreign(story: Story) -> tuple[Story, Somebody, dict[str, list[str]]]:
    """Another supplier with everything a story brings, each text with a canary; the walker is of the first supplier."""
    other = story.admin.sent("supplier", {"code": f"S2{CANARY}", "name": f"乙厂{CANARY}", "status": "approved"})
    lot = story.lot(f"L2{CANARY}", supplier=other["id"])
    photo = story.inspector.client.post("/api/files", content=b"\x89PNG\r\n\x1a\n" + CANARY.encode()).json()
    inspection = story.inspect(lot, "25.2", remark=f"备注{CANARY}", photos=[photo])
    order = {
        "supplier": other["id"],
        "item": story.item["id"],
        "process": "machining",
        "quantity": 7,
        "promised_on": "2026-12-01",
    }
    orders = story.purchasing.sent("outsourcing_order", order)
    [report] = story.purchasing.records("nonconformance")
    [task] = story.purchasing.tasks()
    own = story.lot("L1")
    story.inspect(own, "25.2")
    product = story.warehouse.sent("lot", {"code": f"F1{CANARY}", "item": story.item["id"], "quantity": 5})
    ids = {
        "id": [
            other["id"],
            lot["id"],
            inspection["id"],
            orders["id"],
            report["id"],
            task["id"],
            product["id"],
            own["id"],
        ],
        "hash": [photo["hash"]],
    }
    walker = story.factory.person("jia", ["supplier_user"], organisation=story.supplier["id"])
    return story, walker, ids


def unpacked(content: bytes) -> bytes:
    """A workbook's parts as they are inside."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def filled(path: str, story: Story, ids: dict[str, list[str]]) -> Iterator[str]:
    """The path with every form, field, chart and foreign id it can take."""
    app = story.factory.engine.installed["quality_trace"].app
    choices: dict[str, list[str]] = {
        "app": ["quality_trace"],
        "form": list(app.forms),
        "field": sorted({field.id for form in app.forms.values() for field in form.fields if field.target_form}),
        "dashboard": list(app.dashboards),
        "person": [story.director.person.id, new_id()],
        "department": [new_id()],
        "token": [new_id()],
        "job": [new_id()],
        "filter": sorted({name for board in app.dashboards.values() for name in board.filters}),
        **ids,
    }
    paths = [path]
    for name, values in choices.items():
        if f"{{{name}}}" in path:
            paths = [one.replace(f"{{{name}}}", value) for one in paths for value in values]
    assert not any("{" in one for one in paths), f"{path} has a parameter this walk does not know"
    yield from paths


@pytest.mark.parametrize("way", ["signed in", "by token"])
def test_no_route_shows_a_supplier_anything_of_another(
    foreign: tuple[Story, Somebody, dict[str, list[str]]], way: str
) -> None:
    story, walker, ids = foreign
    if way == "by token":
        token = walker.client.post("/api/me/tokens", json={"name": "walk"}).json()["token"]
        walker.client.cookies.clear()
        walker.client.headers["Authorization"] = f"Bearer {token}"
        assert walker.get("/api/me").json()["login"] == "jia"
    document = story.factory.client().get("/api/openapi.json").json()
    walked = 0
    for method, path, operation in operations(document):
        if path in OUTSIDE:
            continue
        for address in filled(path, story, ids):
            queries: list[Json] = [{}, {"q": CANARY}, {"code": CANARY}] if method == "get" else [{}]
            for query in queries:
                answer = ask(walker, method, address, query, body_of(document, operation))
                walked += 1
                assert answer.status_code < 500, f"{method} {address}: {answer.text}"
                seen = unpacked(answer.content).decode("utf-8", "replace") + json.dumps(dict(answer.headers))
                assert CANARY not in seen, f"{method} {address} {query} shows another supplier's data"
    assert walked > 300


def body_of(document: Json, operation: Json) -> Any:
    """A body of the documented shape, so that a write gets past the door and has to be refused for its own reasons."""
    content = operation.get("requestBody", {}).get("content", {})
    return drawn(document, content["application/json"]["schema"]) if "application/json" in content else {}


def drawn(document: Json, schema: Json) -> Any:
    """The least a schema takes: required members, the first of several ways."""
    if "$ref" in schema:
        return drawn(document, document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return drawn(document, schema["anyOf"][0])
    if "enum" in schema or "const" in schema:
        return schema.get("enum", [schema.get("const")])[0]
    kind = schema.get("type")
    if kind == "object":
        named = {name: schema["properties"][name] for name in schema.get("required", ())}
        return {name: BODIES[name] if name in BODIES else drawn(document, each) for name, each in named.items()}
    if kind == "string":
        return new_id() if "pattern" in schema else "x"
    return {"array": [], "integer": 1, "number": 1, "boolean": False}.get(str(kind))


def ask(walker: Somebody, method: str, address: str, query: Json, body: Any) -> httpx.Response:
    if method == "get":
        return walker.client.request("GET", address, params=query)
    last = address.rpartition("/")[2]
    if isinstance(body, dict) and "id" in body and last.count("-") == 4:
        body = {**body, "id": last}
    return walker.client.request(method.upper(), address, params=query, json=body)


def test_another_suppliers_record_and_none_get_the_same_answer(
    foreign: tuple[Story, Somebody, dict[str, list[str]]],
) -> None:
    story, walker, _ = foreign
    [lot] = [one for one in story.warehouse.records("lot") if one["name"].startswith("L2")]
    theirs, nobodys = walker.record("lot", lot["id"]), walker.record("lot", new_id())
    assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content)


def test_a_supplier_sees_its_own(foreign: tuple[Story, Somebody, dict[str, list[str]]]) -> None:
    _, walker, _ = foreign
    assert [one["name"] for one in walker.records("lot")] == ["L1"]
    assert len(walker.records("nonconformance")) == 1


def test_a_hidden_field_cannot_be_asked_for(foreign: tuple[Story, Somebody, dict[str, list[str]]]) -> None:
    _, walker, _ = foreign
    [inspection] = walker.records("iqc_inspection")
    assert "remark" not in inspection["values"]
    path = "/api/apps/quality_trace/forms/iqc_inspection/records"
    for query in ({"filter": "remark:contains:a"}, {"sort": "remark"}):
        assert walker.get(path, **query).status_code == 422


def test_a_supplier_changes_only_what_it_may(foreign: tuple[Story, Somebody, dict[str, list[str]]]) -> None:
    story, walker, _ = foreign
    order = {"supplier": story.supplier["id"], "item": story.item["id"], "process": "machining", "quantity": 7}
    sent = story.purchasing.sent("outsourcing_order", order | {"promised_on": "2026-12-01"})
    assert walker.change("outsourcing_order", sent, {"quantity": 1}).status_code == 422
    assert walker.change("outsourcing_order", sent, {"answer": "confirmed"}).status_code == 200
    [lot] = walker.records("lot")
    assert walker.change("lot", lot, {"quantity": 1}).status_code in (403, 404)


def test_an_outsider_without_an_organisation_has_no_role(story: Story) -> None:
    story.warehouse.sent("lot", {"code": "OWN", "item": story.item["id"], "quantity": 5})
    nobody = story.factory.person("wei", ["supplier_user"])
    assert nobody.get("/api/apps").json() == []
    assert nobody.get("/api/apps/quality_trace/forms/lot/records").status_code == 404
