"""Traces at the API: facts on each lot, as of a moment, and nothing of what another house may not see."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.api.conftest import Story, told
from tests.served import APPS, Json, factory, problems

TRACE = "/api/apps/quality_trace/trace"


ALTERED = {
    "    external: true\n": "    external: true\n    trace: true\n",
    "production_run: {see: true, create: true, change: state == 'draft'": "production_run: {see: true, create: true, "
    "change: true",
}


@pytest.fixture
def curious(database_url: str, tmp_path: Path) -> Iterator[Story]:
    """The app, its suppliers' people with a right to trace, the warehouse with one to correct runs."""
    folder = tmp_path / "quality_trace"
    shutil.copytree(APPS / "quality_trace", folder)
    text = (folder / "roles.yaml").read_text(encoding="utf-8")
    for old, new in ALTERED.items():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "roles.yaml").write_text(text, encoding="utf-8")
    with factory(database_url, tmp_path / "files", folder) as made:
        yield told(made)


def product_of(story: Story, lots: list[Json], code: str = "F1") -> tuple[Json, Json]:
    """A lot made of ten of each of these, and the run that made it."""
    product = story.warehouse.sent("lot", {"code": code, "item": story.item["id"], "quantity": 50})
    inputs = [{"lot": lot["id"], "quantity": 10} for lot in lots]
    run = {"operation": "assembly", "inputs": inputs, "output_lot": product["id"], "output_quantity": 50}
    return product, story.warehouse.sent("production_run", run)


def good(story: Story, code: str, supplier: str | None = None) -> Json:
    lot = story.lot(code, supplier=supplier)
    story.inspect(lot, "25.0")
    return lot


def test_each_lot_tells_who_gave_it_what_was_done_and_who_inspected_it(story: Story) -> None:
    product, run = product_of(story, [good(story, "L1")])
    answer = story.manager.get(f"{TRACE}/lot/{product['id']}").json()
    made, lot = answer["nodes"]
    assert [(one["kind"], one["by"], one["event"]["number"]) for one in made["steps"]] == [
        ("produce", "zhao", run["number"])
    ]
    assert [one["name"] for one in lot["suppliers"]] == ["华信"]
    assert [(one["kind"], one["quantity"]) for one in lot["steps"]] == [("receive", "200"), ("consume", "10")]
    assert [(one["verdict"], one["by"]) for one in lot["inspections"]] == [("pass", "li")]
    assert (lot["weighted"], lot["on_hand"], made["weighted"]) == ("10", "190", "50")


def test_as_of_a_moment_the_answer_is_what_was_known_then(curious: Story) -> None:
    story = curious
    first, second = good(story, "L1"), good(story, "L2")
    product, run = product_of(story, [first])
    before = datetime.now(UTC).isoformat()
    inputs = [{"lot": second["id"], "quantity": 10}]
    changed = story.warehouse.change("production_run", run, {"inputs": inputs})
    assert changed.status_code == 200, changed.text

    def found(**at: str) -> list[str]:
        answer = story.manager.get(f"{TRACE}/lot/{product['id']}", **at)
        assert answer.status_code == 200, answer.text
        return [node["number"] for node in answer.json()["nodes"]]

    assert found() == ["F1", "L2"]
    assert found(at=before) == ["F1", "L1"]
    assert found(at="2020-01-01T00:00:00Z") == ["F1"]


@pytest.mark.parametrize("at", ["soon", "2026-11-22", "2026-11-22T08:00:00", "0001-01-01T00:00:00Z"])
def test_a_moment_that_is_none_is_refused(story: Story, at: str) -> None:
    lot = story.lot("L1")
    assert story.manager.get(f"{TRACE}/lot/{lot['id']}", at=at).status_code == 422


def test_a_remark_moves_nothing_so_a_lot_frozen_since_is_no_obstacle(curious: Story) -> None:
    lot = good(curious, "L1")
    _, run = product_of(curious, [lot])
    curious.inspect(lot, "25.2")
    changed = curious.warehouse.change("production_run", run, {"machine": "M7"})
    assert changed.status_code == 200, changed.text
    more = [{"lot": lot["id"], "quantity": 11}]
    refused = curious.warehouse.change("production_run", changed.json(), {"inputs": more})
    assert problems(refused) == {"inputs/0/lot": "lot-frozen"}


def test_no_edge_leads_another_house_to_or_through_a_lot_it_may_not_see(curious: Story) -> None:
    story = curious
    other = story.admin.sent("supplier", {"code": "S2", "name": "乙厂", "status": "approved"})
    own, foreign = good(story, "L1"), good(story, "L2", supplier=other["id"])
    product, _ = product_of(story, [own, foreign])
    outsider = story.factory.person("jia", ["supplier_user"], organisation=story.supplier["id"])
    for direction in ("backward", "forward"):
        answer = outsider.get(f"{TRACE}/lot/{own['id']}", direction=direction)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        assert [node["number"] for node in found["nodes"]] == ["L1"]
        assert found["edges"] == []
        assert (found["lot"]["on_hand"], found["lot"]["weighted"], found["lot"]["went"]) == (None, None, {})
        assert product["id"] not in answer.text
        assert foreign["id"] not in answer.text
    assert outsider.get(f"{TRACE}/lot/{product['id']}").status_code == 404
    house = story.manager.get(f"{TRACE}/lot/{own['id']}", direction="forward").json()
    assert [node["number"] for node in house["nodes"]] == ["L1", "F1"]


@pytest.mark.parametrize("first", ["good", "bad"])
def test_a_draft_made_before_the_freeze_is_refused_when_it_is_submitted(curious: Story, first: str) -> None:
    lot = good(curious, "L1") if first == "good" else curious.lot("L1")
    product = curious.warehouse.sent("lot", {"code": "F1", "item": curious.item["id"], "quantity": 50})
    inputs = [{"lot": lot["id"], "quantity": 10}]
    run = {"operation": "assembly", "inputs": inputs, "output_lot": product["id"], "output_quantity": 50}
    draft = curious.warehouse.sent("production_run", run, state="draft")
    curious.inspect(lot, "25.2")
    answer = curious.warehouse.change("production_run", draft, run)
    assert (answer.status_code, problems(answer)) == (422, {"inputs/0/lot": "lot-frozen"})


def test_the_history_of_a_lot_says_why_it_was_frozen(story: Story) -> None:
    lot = story.failed("L1")
    lines = story.manager.get(f"/api/apps/quality_trace/forms/lot/records/{lot['id']}/timeline").json()
    [frozen] = [line for line in lines if line["verb"] == "freeze"]
    assert "IQC-" in frozen["comment"]
    story.purchasing.decide(story.purchasing.tasks()[0], "concession", {"opinion": "让步"})
    story.director.decide(story.director.tasks()[0], "approve")
    lines = story.manager.get(f"/api/apps/quality_trace/forms/lot/records/{lot['id']}/timeline").json()
    assert [line["verb"] for line in lines if line["verb"] in ("freeze", "release")] == ["freeze", "release"]
