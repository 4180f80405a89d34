"""Requests nobody means get a clear answer: tests/cases/requests.yaml, and a few that need more than a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import yaml

from engine.runtime.ids import new_id
from tests.api.conftest import Story, told
from tests.conftest import without_driver
from tests.served import Json, factory

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "cases" / "requests.yaml").read_text(encoding="utf-8")
)
METHODS = ("get", "post", "put", "delete")
OURS = ("Traceback", "psycopg", "sqlite3", "sqlalchemy", "pydantic")


@pytest.fixture(scope="module")
def postgres_of_module(postgres_url: str) -> Iterator[str]:
    """A fresh PostgreSQL database for this module."""
    with psycopg.connect(without_driver(postgres_url), autocommit=True) as connection:
        connection.execute("create database strange_requests")
        yield postgres_url.replace("/postgres?", "/strange_requests?", 1)
        connection.execute("drop database strange_requests with (force)")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def unchanged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """One story for all requests: none of them changes it."""
    folder = tmp_path_factory.mktemp("strange")
    url = f"sqlite:///{folder / 'test.sqlite'}"
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_of_module")
    with factory(url, folder / "files") as made:
        yield told(made)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_strange_requests_are_answered(unchanged: Story, case: dict[str, Any]) -> None:
    answer = ask(unchanged, case)
    assert answer.status_code == case["answer"], answer.text
    assert not any(word in answer.text for word in OURS)


def ask(story: Story, case: dict[str, Any]) -> httpx.Response:
    client = story.factory.client() if case["as"] == "nobody" else getattr(story, case["as"]).client
    [(method, path)] = [(name, case[name]) for name in METHODS if name in case]
    text = case["raw"] if "raw" in case else json.dumps(case["body"]) if "body" in case else ""
    for what, times in case.get("repeat", {}).items():
        text = text.replace(what, what * times)
    same = new_id()
    content = text.replace("{new}", same).replace("{same}", same).encode()
    address = f"/api/{path.replace('{same}', same)}"
    headers = {"Content-Type": "application/json"}
    return client.request(method.upper(), address, content=content if method != "get" else None, headers=headers)


def test_a_row_cannot_take_the_id_of_another_records_row(story: Story) -> None:
    row: Json = dict(story.plan["values"]["characteristics"][0])
    values = {name: story.plan["values"][name] for name in ("item", "stage", "sample_size", "accept")}
    other = story.admin.sent("inspection_plan", values | {"code": "P2", "characteristics": [row]})
    assert other["values"]["characteristics"][0]["id"] != row["id"]
    kept = story.admin.record("inspection_plan", story.plan["id"]).json()
    assert kept["values"]["characteristics"] == story.plan["values"]["characteristics"]


def test_what_was_refused_can_be_sent_again_with_the_same_id(story: Story) -> None:
    lot, id_ = story.lot("L1"), new_id()
    wrong = story.readings(lot, "25.0") | {"plan": new_id()}
    for _ in range(2):
        assert story.inspector.send("iqc_inspection", wrong, id=id_).status_code == 422
    right = story.readings(lot, "25.0")
    first = story.inspector.sent("iqc_inspection", right, id=id_)
    assert story.inspector.sent("iqc_inspection", right, id=id_)["number"] == first["number"]


def test_a_comment_no_database_can_hold_is_refused(story: Story) -> None:
    story.failed("L1")
    [task] = story.purchasing.tasks()
    body = json.dumps({"outcome": "return", "values": {"opinion": "x"}, "comment": "\ud800"})
    headers = {"Content-Type": "application/json"}
    answer = story.purchasing.client.post(f"/api/tasks/{task['id']}/decide", content=body, headers=headers)
    assert answer.status_code == 422
    assert len(story.purchasing.tasks()) == 1


REFUSALS = {
    "no such address": ("GET", "/api/nothing", {}, b"", 404),
    "no such address, written to": ("POST", "/api/nothing", {"Content-Type": "application/json"}, b"{}", 405),
    "a method nobody meant": ("DELETE", "/api/sign-in", {"Content-Type": "application/json"}, b"", 405),
    "a form of another site": ("POST", "/api/sign-in", {"Content-Type": "text/plain"}, b"{}", 403),
    "another origin": ("POST", "/api/sign-in", {"Origin": "https://elsewhere.example"}, b"{}", 403),
    "nobody signed in": ("GET", "/api/tasks", {}, b"", 401),
    "no JSON": ("POST", "/api/sign-in", {"Content-Type": "application/json"}, b"{", 422),
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_refusal_is_a_problem_document_with_the_content_policy(unchanged: Story, refusal: str) -> None:
    method, path, headers, content, status = REFUSALS[refusal]
    answer = unchanged.factory.client().request(method, path, headers=headers, content=content)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    document = answer.json()
    assert document["status"] == status
    assert document["title"].keys() == {"zh", "en"}
    assert isinstance(document["problems"], list)


def test_a_fault_of_ours_tells_nothing_but_that_it_is_ours(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("engine.runtime.inbox.tasks", broken)
    answer = story.inspector.get("/api/tasks")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.json()["code"] == "our-fault"
    assert "secret" not in answer.text
