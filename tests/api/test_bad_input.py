"""Bad input in the story: a clear answer at the field, in both languages, and nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import Connection, func, inspect, select, table

from engine.runtime.ids import new_id
from tests.api.conftest import Story
from tests.served import Json, problems


def rows(story: Story) -> dict[str, int]:
    """How many rows each table holds."""

    def count(connection: Connection) -> dict[str, int]:
        names = inspect(connection).get_table_names()
        return {name: connection.execute(select(func.count()).select_from(table(name))).scalar_one() for name in names}

    return story.factory.engine.database.read_now(count)


def refused(story: Story, answer: httpx.Response, status: int = 422) -> dict[str, str]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    for problem in answer.json()["problems"]:
        assert problem["message"]["zh"] and problem["message"]["en"]
        assert problem["message"]["zh"] != problem["code"]
    assert "Traceback" not in answer.text
    return dict(problems(answer))


Spoil = Callable[[Json], Json]

BAD: dict[str, tuple[Spoil, dict[str, str]]] = {
    "true for a number": (lambda v: v | {"defective": True}, {"defective": "wrong-type"}),
    "a word for a number": (lambda v: v | {"readings": [{"measured": "abc"}]}, {"readings/0/measured": "wrong-type"}),
    "an unknown field": (lambda v: v | {"colour": "red"}, {"colour": "unknown-field"}),
    "a computed field": (lambda v: v | {"verdict": "pass"}, {"verdict": "read-only"}),
    "a missing reading": (lambda v: v | {"readings": [{}]}, {"readings/0/measured": "required"}),
    "no such lot": (lambda v: v | {"lot": "01a20451-82e1-757d-bfb3-dd38342ed5a0"}, {"lot": "link-unknown"}),
    "a list for a text": (lambda v: v | {"remark": ["x"]}, {"remark": "wrong-type"}),
    "a lone surrogate": (lambda v: v | {"remark": "\ud800"}, {"remark": ""}),
    "a megabyte of text": (lambda v: v | {"remark": "长" * 400_000}, {"remark": ""}),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_values_are_refused_at_their_field_and_nothing_changes(story: Story, case: str) -> None:
    spoil, expected = BAD[case]
    lot = story.lot("L1")
    before = rows(story)
    answer = story.inspector.send("iqc_inspection", spoil(story.readings(lot, "25.2")))
    found = refused(story, answer)
    for path, code in expected.items():
        assert found[path] == code if code else path in found
    assert rows(story) == before


def test_a_number_beyond_all_bounds_is_refused(story: Story) -> None:
    values = {"code": "L9", "item": story.item["id"], "supplier": story.supplier["id"]}
    for quantity in ("1e40", 10**40, "NaN", "Infinity"):
        found = refused(story, story.warehouse.send("lot", values | {"quantity": quantity}))
        assert list(found) == ["quantity"]


def test_a_changed_limit_sent_along_is_not_believed(story: Story) -> None:
    lot = story.lot("L1")
    values = story.readings(lot, "25.2")
    values["readings"][0] |= {"upper": "99"}
    answer = story.inspector.send("iqc_inspection", values)
    if answer.status_code == 201:
        assert answer.json()["values"]["verdict"] == "fail"
    else:
        refused(story, answer)


@pytest.mark.parametrize("form", ["shipment", "production_run"])
def test_a_frozen_lot_is_refused_on_every_route(story: Story, form: str) -> None:
    lot = story.failed("L1")
    product = story.warehouse.sent("lot", {"code": "F1", "item": story.item["id"], "quantity": 5})
    customer = story.admin.sent("customer", {"code": "C1", "name": "客户"})
    bodies: dict[str, Json] = {
        "shipment": {"customer": customer["id"], "lines": [{"lot": lot["id"], "quantity": 5}]},
        "production_run": {
            "operation": "assembly",
            "inputs": [{"lot": lot["id"], "quantity": 5}],
            "output_lot": product["id"],
            "output_quantity": 5,
        },
    }
    before = rows(story)
    answer = story.warehouse.send(form, bodies[form])
    found = refused(story, answer)
    assert set(found.values()) <= {"lot-frozen", "link-unfit", "blocked"}
    assert rows(story) == before


def test_the_same_submission_twice_is_stored_once(story: Story) -> None:
    lot, id_ = story.lot("L1"), new_id()
    first = story.inspector.send("iqc_inspection", story.readings(lot, "25.2"), id=id_)
    before = rows(story)
    second = story.inspector.send("iqc_inspection", story.readings(lot, "25.2"), id=id_)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["number"] == second.json()["number"]
    assert rows(story) == before


def test_the_same_submission_twice_at_once_is_stored_once(story: Story) -> None:
    lot, id_ = story.lot("L1"), new_id()
    with ThreadPoolExecutor(4) as pool:
        sending = [
            pool.submit(story.inspector.send, "iqc_inspection", story.readings(lot, "25.2"), id=id_) for _ in range(4)
        ]
        statuses = sorted(one.result().status_code for one in sending)
    assert statuses[0] == 201 and set(statuses) <= {201, 409}
    assert len(story.inspector.records("iqc_inspection")) == 1
    assert len(story.purchasing.records("nonconformance")) == 1


def test_another_content_under_a_known_id_is_a_conflict(story: Story) -> None:
    lot, id_ = story.lot("L1"), new_id()
    story.inspector.sent("iqc_inspection", story.readings(lot, "25.2"), id=id_)
    before = rows(story)
    answer = story.inspector.send("iqc_inspection", story.readings(lot, "25.0"), id=id_)
    refused(story, answer, 409)
    assert answer.json()["current"]["number"]
    assert rows(story) == before


def test_a_stale_change_shows_what_stands_now(story: Story) -> None:
    item = story.item
    assert story.admin.change("item", item, {"name": "新壳体"}).status_code == 200
    answer = story.director.change("item", item, {"name": "旧壳体"})
    refused(story, answer, 409)
    assert answer.json()["current"]["values"]["name"] == "新壳体"


def test_two_who_decide_at_once_have_one_winner(story: Story) -> None:
    second = story.factory.person("sun", ["purchasing"])
    story.failed("L1")
    task = story.purchasing.tasks()[0]
    with ThreadPoolExecutor(2) as pool:
        deciding = [
            pool.submit(who.decide, task, outcome, {"opinion": "意见"})
            for who, outcome in ((story.purchasing, "return"), (second, "scrap"))
        ]
        answers = [one.result() for one in deciding]
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    loser = next(answer for answer in answers if answer.status_code == 409)
    message = loser.json()["problems"][0]["message"]["en"]
    assert "has already decided" in message
    assert len(story.warehouse.tasks()) + len(story.director.tasks()) == 1


def test_a_decision_cannot_write_what_its_node_does_not_offer(story: Story) -> None:
    story.failed("L1")
    before = rows(story)
    answer = story.purchasing.decide(story.purchasing.tasks()[0], "return", {"opinion": "退货", "progress": "closed"})
    assert set(refused(story, answer).values()) <= {"not-here", "read-only"}
    assert rows(story) == before


def test_a_decision_without_its_required_opinion_is_refused_at_the_field(story: Story) -> None:
    story.failed("L1")
    answer = story.purchasing.decide(story.purchasing.tasks()[0], "return")
    assert refused(story, answer) == {"opinion": "required"}


def test_another_site_cannot_write(story: Story) -> None:
    before = rows(story)
    body = {"id": new_id(), "values": {"code": "X"}}
    path = "/api/apps/quality_trace/forms/item/records"
    foreign = story.admin.client.post(path, json=body, headers={"Origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
    plain = story.admin.client.post(path, content=b"{}", headers={"Content-Type": "text/plain"})
    assert plain.status_code == 403
    assert rows(story) == before


def test_nobody_signed_in_gets_nothing(story: Story) -> None:
    stranger = story.factory.client()
    for path in ("/api/me", "/api/apps", "/api/tasks", "/api/notices", "/api/apps/quality_trace"):
        assert stranger.get(path).status_code == 401


def test_every_answer_carries_the_content_policy(story: Story) -> None:
    answer = story.factory.client().get("/api/me")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_sign_in_link_works_once(story: Story) -> None:
    from engine.storage import sessions

    engine = story.factory.engine
    token = engine.database.write_now(
        lambda connection: sessions.make_link(connection, story.inspector.person.id, engine.clock())
    )
    client = story.factory.client()
    assert client.post("/api/sign-in/link", json={"token": token}).status_code == 200
    assert client.post("/api/sign-in/link", json={"token": token}).status_code == 422
