"""Administrators look after people and departments; nobody else does."""

from __future__ import annotations

import pytest

from engine.runtime.ids import new_id
from tests.api.conftest import Story
from tests.served import Json, Somebody, problems


@pytest.fixture
def keeper(story: Story) -> Somebody:
    keeper = story.factory.person("keeper", [], administrator=True)
    for code, name, parent in (("PLANT", "工厂", None), ("QA", "质量部", "PLANT"), ("IQC", "进料检验", "QA")):
        answer = keeper.client.post("/api/departments", json={"code": code, "name": name, "parent": parent})
        assert answer.status_code == 201, answer.text
    return keeper


def departments(who: Somebody) -> dict[str, Json]:
    return {one["code"]: one for one in who.get("/api/departments").json()}


def test_only_an_administrator_looks_after_people(story: Story, keeper: Somebody) -> None:
    quality = departments(keeper)["QA"]["id"]
    for method, path in (
        ("GET", "/api/people"),
        ("POST", "/api/people"),
        ("GET", f"/api/people/{keeper.person.id}"),
        ("PUT", f"/api/people/{story.admin.person.id}"),
        ("POST", f"/api/people/{story.admin.person.id}/link"),
        ("GET", f"/api/people/{story.admin.person.id}/tokens"),
        ("POST", "/api/departments"),
        ("PUT", f"/api/departments/{quality}"),
        ("DELETE", f"/api/departments/{quality}"),
    ):
        body = {"login": "x", "administrator": True} if path == "/api/people" else {}
        body = {"code": "X", "name": "x"} if path == "/api/departments" else body
        assert story.admin.client.request(method, path, json=body).status_code == 403, (method, path)
    assert len(departments(keeper)) == 3


def test_somebody_let_in_signs_in_by_the_link(story: Story, keeper: Somebody) -> None:
    body = {"login": "sun", "name": "孙", "department": "IQC", "roles": {"quality_trace": ["inspector"]}}
    let_in = keeper.client.post("/api/people", json=body).json()
    assert (let_in["department"], let_in["roles"]) == ("IQC", {"quality_trace": ["inspector"]})
    client = story.factory.client()
    assert client.post("/api/sign-in/link", json={"token": let_in["link"]}).status_code == 200
    me = client.get("/api/apps/quality_trace").json()["me"]
    assert me["department"]["within"] == ["IQC", "QA", "PLANT"]
    assert keeper.client.post("/api/people", json=body).status_code == 422


def test_somebody_is_changed_and_told_what_is_wrong(story: Story, keeper: Somebody) -> None:
    path = f"/api/people/{story.inspector.person.id}"
    changed = keeper.client.put(path, json={"department": "QA", "manager": "chen", "email": "li@example.com"}).json()
    assert (changed["department"], changed["manager"], changed["email"]) == ("QA", "chen", "li@example.com")
    assert keeper.client.put(path, json={"manager": None}).json()["department"] == "QA"
    for body, where, code in (
        ({"department": "NO"}, "department", "department-unknown"),
        ({"manager": "nobody"}, "manager", "person-unknown"),
        ({"manager": "li"}, "manager", "manager-circle"),
        ({"roles": {"quality_trace": ["king"]}}, "roles", "role-unknown"),
        ({"roles": {"mes": ["x"]}}, "roles", "role-unknown"),
    ):
        answer = keeper.client.put(path, json=body)
        assert (answer.status_code, problems(answer)) == (422, {where: code})
    assert keeper.client.put(f"/api/people/{new_id()}", json={}).status_code == 404


def test_who_is_switched_off_is_out_at_once_and_old_ways_in_stay_shut(story: Story, keeper: Somebody) -> None:
    token = story.inspector.client.post("/api/me/tokens", json={"name": "x"}).json()["token"]
    program = story.factory.client()
    program.headers["Authorization"] = f"Bearer {token}"
    path = f"/api/people/{story.inspector.person.id}"
    link = keeper.client.post(f"{path}/link", json={}).json()["link"]
    for active in (False, True):
        assert keeper.client.put(path, json={"active": active}).json()["active"] is active
        assert story.inspector.get("/api/me").status_code == 401
        assert program.get("/api/me").status_code == 401
        assert story.factory.client().post("/api/sign-in/link", json={"token": link}).status_code == 422
    again = keeper.client.post(f"{path}/link", json={}).json()["link"]
    assert story.factory.client().post("/api/sign-in/link", json={"token": again}).status_code == 200


def test_administrators_do_not_lock_themselves_out(keeper: Somebody) -> None:
    for body in ({"active": False}, {"administrator": False}):
        answer = keeper.client.put(f"/api/people/{keeper.person.id}", json=body)
        assert problems(answer) == {"": "not-yourself"}


def test_departments_are_moved_headed_and_removed(story: Story, keeper: Somebody) -> None:
    known = departments(keeper)
    path = f"/api/departments/{known['QA']['id']}"
    headed = keeper.client.put(path, json={"head": "chen", "name_en": "Quality"}).json()
    assert (headed["head"]["name"], headed["name"]) == ("chen", {"zh": "质量部", "en": "Quality"})
    circle = keeper.client.put(f"/api/departments/{known['PLANT']['id']}", json={"parent": "IQC"})
    assert problems(circle) == {"parent": "department-circle"}
    assert problems(keeper.client.request("DELETE", path, json={})) == {"": "department-used"}
    assert keeper.client.request("DELETE", f"/api/departments/{known['IQC']['id']}", json={}).status_code == 204
    assert keeper.client.request("DELETE", path, json={}).status_code == 204
    assert list(departments(story.inspector)) == ["PLANT"]


def test_outsiders_are_shown_no_departments(story: Story, keeper: Somebody) -> None:
    jia = story.factory.person("jia", ["supplier_user"], organisation=story.supplier["id"])
    assert jia.get("/api/departments").json() == []
