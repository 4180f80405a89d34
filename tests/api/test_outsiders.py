"""People of other organisations in an app that gives them more: a right to send orders, a task, and notices."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from engine.runtime.engine import Engine
from engine.runtime.work import _addressed
from engine.storage.notices import notice, notice_by_id
from tests.api.conftest import Story, told
from tests.served import APPS, Json, Somebody, factory, problems

ALTERED = {
    "flows/disposition.yaml": [("    by: role:purchasing", "    by: [role:purchasing, role:supplier_user]")],
    "rules/incoming_lot_failed.yaml": [("to: [role:purchasing", "to: [role:supplier_user, role:purchasing")],
    "roles.yaml": [
        (
            "        change: supplier == me.organisation and state == 'submitted'\n",
            "        change: supplier == me.organisation\n        create: supplier == me.organisation\n",
        ),
        (
            "        submit: supplier == me.organisation and state == 'submitted'\n"
            "        lock: [supplier, item, process, quantity, unit_price, promised_on, requirements]\n",
            "        submit: supplier == me.organisation\n",
        ),
    ],
}


@pytest.fixture
def generous(database_url: str, tmp_path: Path) -> Iterator[Story]:
    folder = tmp_path / "quality_trace"
    shutil.copytree(APPS / "quality_trace", folder)
    for name, changes in ALTERED.items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, f"{name} no longer says {old}"
            text = text.replace(old, new, 1)
        (folder / name).write_text(text, encoding="utf-8")
    with factory(database_url, tmp_path / "files", folder) as made:
        yield told(made)


@pytest.fixture
def others(generous: Story) -> tuple[Story, Json, Somebody, Somebody]:
    """A second supplier, and a person of each."""
    second = generous.admin.sent("supplier", {"code": "S2", "name": "乙厂", "status": "approved"})
    first = generous.factory.person("jia", ["supplier_user"], organisation=generous.supplier["id"])
    return generous, second, first, generous.factory.person("yi", ["supplier_user"], organisation=second["id"])


def order(story: Story, supplier: str) -> Json:
    values = {"supplier": supplier, "item": story.item["id"], "process": "machining", "quantity": 7}
    return values | {"promised_on": "2027-12-01"}


def test_a_task_of_a_role_is_for_those_who_may_see_its_record(others: tuple[Story, Json, Somebody, Somebody]) -> None:
    story, _, jia, yi = others
    story.failed("L1")
    [task] = jia.tasks()
    assert yi.tasks() == []
    assert yi.get(f"/api/tasks/{task['id']}").status_code == 404
    assert yi.decide(task, "return", {"opinion": "x"}).status_code == 404
    nobodys = yi.get(f"/api/tasks/{story.plan['id']}")
    assert nobodys.content == yi.get(f"/api/tasks/{task['id']}").content


def test_a_hidden_field_is_no_field_of_a_task(others: tuple[Story, Json, Somebody, Somebody]) -> None:
    story, _, jia, _ = others
    story.failed("L1")
    [task] = jia.tasks()
    assert "opinion" not in jia.get(f"/api/tasks/{task['id']}").json()["edit"]
    assert problems(jia.decide(task, "return", {"opinion": "x"})) == {"opinion": "not-here"}


def test_a_notice_to_a_role_is_for_those_who_may_see_its_record(others: tuple[Story, Json, Somebody, Somebody]) -> None:
    story, _, jia, yi = others
    story.failed("L1")
    assert [len(one.get("/api/notices").json()) for one in (jia, yi)] == [1, 0]
    assert {"jia"} == _mailed(story.factory.engine)


def _mailed(engine: Engine) -> set[str]:
    """Who would be mailed what the role of suppliers is told."""

    def query(connection: Connection) -> set[str]:
        ids = connection.execute(notice.select().where(notice.c.role == "supplier_user")).scalars().all()
        sent = [notice_by_id(connection, one) for one in ids]
        return {who.login for one in sent if one for who in _addressed(engine, connection, one)}

    return engine.database.read_now(query)


def test_a_link_to_what_is_not_shown_has_no_name(others: tuple[Story, Json, Somebody, Somebody]) -> None:
    story, _, jia, _ = others
    inspection = story.inspect(story.lot("L1"), "25.0")
    assert inspection["values"]["plan"]["name"] == "P1"
    assert jia.record("iqc_inspection", inspection["id"]).json()["values"]["plan"]["name"] == "不公开"
    assert jia.record("iqc_inspection", inspection["id"]).json()["values"]["lot"]["name"] == "L1"
    assert jia.records("iqc_inspection", q="L1")
    assert jia.records("iqc_inspection", q="P1") == []
    assert len(jia.records("iqc_inspection", sort="plan")) == 1


def test_a_condition_on_creating_holds_for_the_record_as_sent(others: tuple[Story, Json, Somebody, Somebody]) -> None:
    story, second, jia, _ = others
    own = jia.send("outsourcing_order", order(story, story.supplier["id"]))
    assert own.status_code == 201, own.text
    foreign = jia.send("outsourcing_order", order(story, second["id"]))
    assert foreign.status_code in (403, 404, 422)
    moved = jia.change("outsourcing_order", own.json(), {"supplier": second["id"]})
    assert moved.status_code in (403, 404, 422)
    assert len(story.purchasing.records("outsourcing_order")) == 1


def test_comments_and_drafts_of_the_house_are_not_in_the_history(
    others: tuple[Story, Json, Somebody, Somebody],
) -> None:
    story, _, jia, _ = others
    story.failed("L1")
    [task] = story.purchasing.tasks()
    assert story.purchasing.decide(task, "return", {"opinion": "内部意见"}, "此厂不可靠").status_code == 200
    [report] = jia.records("nonconformance")
    path = f"/api/apps/quality_trace/forms/nonconformance/records/{report['id']}/timeline"
    assert "此厂不可靠" in story.purchasing.get(path).text
    assert "此厂不可靠" not in jia.get(path).text
    assert "内部意见" not in {change["after"] for line in jia.get(path).json() for change in line["changes"]}


def test_choices_of_people_are_ones_own(others: tuple[Story, Json, Somebody, Somebody]) -> None:
    story, _, jia, _ = others
    path = "/api/apps/quality_trace/forms/nonconformance/lookup/responsible"
    answer = jia.get(path)
    assert answer.status_code == 404 or {one["name"] for one in answer.json()} <= {"jia"}
    assert story.purchasing.get(path).status_code in (200, 404)
