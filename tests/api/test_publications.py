"""Administrators publish over the API: planned, refused with its losses, accepted, listed and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.app.files import read_folder
from tests.served import Factory, Json, Somebody, factory, problems

LIBRARY = Path(__file__).parents[1] / "apps/library"
FILES = dict(read_folder(LIBRARY).files)
PATH = "/api/publications"


@pytest.fixture
def library(database_url: str, tmp_path: Path) -> Iterator[Factory]:
    with factory(database_url, tmp_path / "files", LIBRARY) as made:
        yield made


@pytest.fixture
def root(library: Factory) -> Somebody:
    return library.person("root", ["librarian"], administrator=True)


def without(old: str, new: str = "") -> Json:
    assert old in FILES["app.yaml"]
    return {"files": {**FILES, "app.yaml": FILES["app.yaml"].replace(old, new)}}


SCIENCE = "    science: {title: {zh: 科学, en: Science}}\n"


def test_a_loss_is_named_and_has_to_be_accepted(root: Somebody) -> None:
    book = root.sent("book", {"title": "Flatland", "code": "B1", "genre": "science"})
    plan = root.client.post(f"{PATH}/plan", json=without(SCIENCE)).json()
    assert (plan["version"], plan["losses"], plan["changes"][0]["code"]) == (2, 1, "option-removed")
    assert set(plan["changes"][0]["message"]) == {"zh", "en"}
    refused = root.client.post(PATH, json=without(SCIENCE))
    assert (refused.status_code, problems(refused)) == (422, {"book/genre": "plan-loss"})
    assert root.client.post(PATH, json={**without(SCIENCE), "accept": True}).json()["version"] == 2
    assert root.record("book", book["id"]).json()["values"]["genre"] == "science"
    back = root.client.post(f"{PATH}/library/rollback", json={"version": 1})
    assert (back.status_code, back.json()["origin"]) == (201, "rolled back")
    listed = root.get(f"{PATH}/library").json()
    assert [(one["version"], one["origin"]) for one in listed] == [(3, "rolled back"), (2, "published"), (1, None)]
    assert listed[0]["by"] == root.person.id


def test_definitions_with_findings_are_refused_where_they_are_wrong(root: Somebody) -> None:
    wrong = root.client.post(PATH, json=without("version: 0.1.0", "version: soon"))
    assert (wrong.status_code, problems(wrong)) == (422, {"app.yaml": "definition-wrong"})


def test_only_administrators_publish(library: Factory) -> None:
    ann = library.person("ann", ["librarian"])
    for path in (PATH, f"{PATH}/plan"):
        assert ann.client.post(path, json=without(SCIENCE)).status_code == 403
    assert ann.get(f"{PATH}/library").status_code == 403
    assert ann.client.post(f"{PATH}/library/rollback", json={"version": 1}).status_code == 403


def test_what_was_deleted_is_listed_and_restored(library: Factory, root: Somebody) -> None:
    grants = "book: {see: true, create: true, change: true, submit: true"
    roles = FILES["roles.yaml"].replace(grants, grants + ", delete: true")
    assert root.client.post(PATH, json={"files": {**FILES, "roles.yaml": roles}}).status_code == 201
    book = root.sent("book", {"title": "Flatland", "code": "B1", "genre": "science"})
    path = "/api/apps/library/forms/book"
    assert root.client.request("DELETE", f"{path}/records/{book['id']}", json={"rev": 1}).status_code == 204
    [gone] = root.get(f"{path}/deleted").json()
    assert (gone["id"], gone["rev"]) == (book["id"], 2)
    assert library.person("bob", ["reader"]).get(f"{path}/deleted").json() == []
    back = root.client.post(f"{path}/records/{book['id']}/restore", json={"rev": 2})
    assert (back.status_code, back.json()["rev"]) == (200, 3)
    assert [one["verb"] for one in root.get(f"{path}/records/{book['id']}/history").json()] == [
        "submit",
        "delete",
        "restore",
    ]
