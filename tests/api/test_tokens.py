"""Programs come with API tokens: as their person, with no more than the token allows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import orjson
from sqlalchemy import select

from engine.access.secrets import hash_token, is_api_token, make_api_token
from engine.runtime.ids import new_id
from engine.storage.tokens import api_token
from engine.storage.trail import trail_event
from tests.api.conftest import Story
from tests.served import Json, Somebody

FORMS = "/api/apps/quality_trace/forms"


def made(who: Somebody, **more: Any) -> Json:
    answer = who.client.post("/api/me/tokens", json={"name": "ERP", **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def program(story: Story, token: str) -> httpx.Client:
    client = story.factory.client()
    client.headers["Authorization"] = f"Bearer {token}"
    return client


def supplier(code: str) -> Json:
    return {"id": new_id(), "values": {"code": code, "name": code, "status": "approved"}}


def test_a_program_acts_as_its_person_and_the_trail_says_how_it_came(story: Story) -> None:
    token = made(story.admin)
    client = program(story, token["token"])
    assert client.get("/api/me").json()["login"] == "admin"
    sent = supplier("S9")
    assert client.post(f"{FORMS}/supplier/records", json=sent).status_code == 201
    content = select(trail_event.c.content).where(trail_event.c.record_id == sent["id"])
    [told] = story.factory.engine.database.read_now(lambda c: c.execute(content).scalars().all())
    assert orjson.loads(told)["via"] == token["id"]
    assert orjson.loads(told)["actor"] == story.admin.person.id
    [listed] = story.admin.get("/api/me/tokens").json()
    assert listed["name"] == "ERP" and listed["used_at"] is not None and "token" not in listed


def test_only_the_hash_is_stored(story: Story) -> None:
    secret = made(story.admin)["token"]
    stored = story.factory.engine.database.read_now(lambda c: str(c.execute(select(api_token)).all()))
    assert is_api_token(secret) and secret.startswith("sy_")
    assert secret not in stored and hash_token(secret) in stored


def test_a_token_looks_like_one_down_to_its_checksum() -> None:
    token = make_api_token()
    assert is_api_token(token)
    for other in (token[:-1], token[:-1] + ("0" if token[-1] != "0" else "1"), token.replace("sy_", "xx_"), ""):
        assert not is_api_token(other)


def test_what_a_token_does_not_allow_is_refused(story: Story) -> None:
    reading = program(story, made(story.admin, read_only=True)["token"])
    assert reading.get(f"{FORMS}/supplier/records").status_code == 200
    refused = reading.post(f"{FORMS}/supplier/records", json=supplier("S9"))
    assert (refused.status_code, refused.json()["problems"][0]["code"]) == (403, "token-reads")
    assert len(story.admin.records("supplier")) == 1
    assert story.admin.client.post("/api/me/tokens", json={"name": "x", "apps": ["mes"]}).status_code == 422
    own = program(story, made(story.admin, apps=["quality_trace"])["token"])
    assert own.get("/api/apps").json()[0]["id"] == "quality_trace"


def test_a_token_for_other_apps_opens_no_app(story: Story) -> None:
    token = made(story.admin)
    others = api_token.update().where(api_token.c.id == token["id"]).values(apps=["mes"])
    story.factory.engine.database.write_now(lambda connection: connection.execute(others))
    client = program(story, token["token"])
    assert client.get("/api/apps").json() == []
    assert client.get("/api/tasks").json() == []
    assert client.get(f"{FORMS}/supplier/records").status_code == 404


def test_a_token_ends(story: Story) -> None:
    token = made(story.admin)
    client = program(story, token["token"])
    assert client.get("/api/me").status_code == 200
    assert story.purchasing.client.request("DELETE", f"/api/me/tokens/{token['id']}", json={}).status_code == 404
    assert story.admin.client.request("DELETE", f"/api/me/tokens/{token['id']}", json={}).status_code == 204
    assert client.get("/api/me").status_code == 401
    now = story.factory.engine.clock()
    short = made(story.admin, expires_at=(now + timedelta(hours=1)).isoformat())
    client = program(story, short["token"])
    assert client.get("/api/me").status_code == 200
    story.factory.engine.clock = lambda: now + timedelta(hours=1)
    assert client.get("/api/me").status_code == 401
    past = {"name": "x", "expires_at": now.isoformat()}
    assert story.admin.client.post("/api/me/tokens", json=past).status_code in (401, 422)


def test_a_wrong_token_is_nobody_even_beside_a_good_cookie(story: Story) -> None:
    for header in ("Bearer nonsense", f"Bearer {make_api_token()}", "Basic YTpi", ""):
        answer = story.admin.client.get("/api/me", headers={"Authorization": header})
        assert answer.status_code == 401, header
    assert story.factory.client().get("/api/me", params={"token": made(story.admin)["token"]}).status_code == 401


def test_a_program_makes_no_tokens(story: Story) -> None:
    client = program(story, made(story.admin)["token"])
    for method, path in (("POST", "/api/me/tokens"), ("GET", "/api/me/tokens"), ("DELETE", "/api/me/tokens/x")):
        body = {"name": "more"} if method == "POST" else {}
        refused = client.request(method, path, json=body)
        assert (refused.status_code, refused.json()["problems"][0]["code"]) == (403, "not-by-token")


def test_an_administrator_makes_tokens_for_services_only(story: Story) -> None:
    keeper = story.factory.person("keeper", [], administrator=True)
    service = keeper.client.post(
        "/api/people", json={"login": "erp", "service": True, "roles": {"quality_trace": ["warehouse"]}}
    ).json()
    assert service["link"] is None
    made_for = keeper.client.post(f"/api/people/{service['id']}/tokens", json={"name": "ERP"})
    client = program(story, made_for.json()["token"])
    assert client.get("/api/me").json()["login"] == "erp"
    refused = keeper.client.post(f"/api/people/{story.director.person.id}/tokens", json={"name": "spy"})
    assert (refused.status_code, refused.json()["problems"][0]["code"]) == (403, "service-only")
    assert story.admin.client.post(f"/api/people/{service['id']}/tokens", json={"name": "x"}).status_code == 403
    assert keeper.client.post(f"/api/people/{service['id']}/link", json={}).status_code == 422
