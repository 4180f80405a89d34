"""The story over HTTP: one submission, and everything that follows from it."""

from __future__ import annotations

from tests.api.conftest import Story


def test_a_failed_inspection_freezes_the_lot_reports_it_and_gives_purchasing_a_task(story: Story) -> None:
    lot = story.lot("L1")
    inspection = story.inspect(lot, "25.2")
    assert inspection["values"]["verdict"] == "fail"
    assert story.inspector.record("lot", lot["id"]).json()["frozen"] is True
    assert [one["values"]["lot"]["name"] for one in story.purchasing.records("nonconformance")] == ["L1"]
    assert [task["node"] for task in story.purchasing.tasks()] == ["judge"]
    assert story.warehouse.tasks() == []
    messages = [notice["message"]["en"] for notice in story.purchasing.get("/api/notices").json()]
    assert any("L1" in message for message in messages)


def test_return_gives_the_warehouse_a_task(story: Story) -> None:
    story.failed("L1")
    assert story.purchasing.decide(story.purchasing.tasks()[0], "return", {"opinion": "退货"}).status_code == 200
    assert [task["node"] for task in story.warehouse.tasks()] == ["return_goods"]
    assert story.director.tasks() == []


def test_concession_goes_to_the_quality_director_and_back_when_rejected(story: Story) -> None:
    lot = story.failed("L1")
    story.purchasing.decide(story.purchasing.tasks()[0], "concession", {"opinion": "让步"})
    review = story.director.tasks()[0]
    assert review["node"] == "concession_review"
    assert story.director.decide(review, "reject", comment="不同意").status_code == 200
    assert [task["node"] for task in story.purchasing.tasks()] == ["judge"]
    assert story.inspector.record("lot", lot["id"]).json()["frozen"] is True


def test_an_approved_concession_releases_the_lot(story: Story) -> None:
    lot = story.failed("L1")
    story.purchasing.decide(story.purchasing.tasks()[0], "concession", {"opinion": "让步"})
    story.director.decide(story.director.tasks()[0], "approve")
    assert story.inspector.record("lot", lot["id"]).json()["frozen"] is False


def test_who_is_told_of_a_concession_reads_of_it_once(story: Story) -> None:
    story.failed("L1")
    story.purchasing.decide(story.purchasing.tasks()[0], "concession", {"opinion": "让步"})
    story.director.decide(story.director.tasks()[0], "approve")
    [copy] = story.inspector.get("/api/copies").json()
    assert (copy["node"], copy["read"]) == ("tell_of_concession", False)
    read = story.inspector.get(f"/api/copies/{copy['id']}").json()
    assert read["record"]["values"]["disposition"] == "concession"
    assert [line["verb"] for line in read["timeline"]][-1] == "ended"
    assert story.inspector.client.post(f"/api/copies/{copy['id']}/read", json={}).status_code == 204
    assert [one["read"] for one in story.inspector.get("/api/copies").json()] == [True]
    assert story.warehouse.get(f"/api/copies/{copy['id']}").status_code == 404
    assert story.admin.get("/api/cases/stuck").json() == []


def test_the_cockpit_counts_the_failed_lot_and_opens_its_records(story: Story) -> None:
    story.failed("L1")
    story.inspect(story.lot("L2"), "25.0")
    board = story.manager.get("/api/apps/quality_trace/dashboards/cockpit").json()
    charts = {chart["id"]: chart for chart in board["charts"]}
    assert charts["pass_funnel"]["table"]["rows"] == [
        ["来料检验", "2", "1", "50.0%", "1"],
        ["成品检验", "0", "0", "—", "0"],
    ]
    link = charts["acceptance_ranking"]["table"]["links"][0]
    assert link.startswith("#/quality_trace/list/iqc_inspection?drill=cockpit.acceptance_ranking&key=")
    parameters = dict(part.split("=", 1) for part in link.partition("?")[2].split("&"))
    assert len(story.manager.records("iqc_inspection", **parameters)) == 2
    assert "<a" in charts["acceptance_ranking"]["svg"]


def test_a_lot_is_traced_both_ways(story: Story) -> None:
    lot = story.lot("L1")
    story.inspect(lot, "25.0")
    product = story.warehouse.sent("lot", {"code": "F1", "item": story.item["id"], "quantity": 50})
    run = {"operation": "assembly", "inputs": [{"lot": lot["id"], "quantity": 120}]}
    story.warehouse.sent("production_run", run | {"output_lot": product["id"], "output_quantity": 50})
    forward = story.manager.get(f"/api/apps/quality_trace/trace/lot/{lot['id']}", direction="forward").json()
    assert [node["number"] for node in forward["nodes"]] == ["L1", "F1"]
    assert forward["edges"][0]["quantity"] == "120"
    backward = story.manager.get(f"/api/apps/quality_trace/trace/lot/{product['id']}").json()
    assert [node["number"] for node in backward["nodes"]] == ["F1", "L1"]
    assert backward["nodes"][1]["inspections"][0]["by"] == "li"
    assert {party["name"] for party in backward["parties"]} == {"华信"}
    assert backward["nodes"][1]["on_hand"] == "80"


def test_what_rules_do_stands_on_the_trail_with_its_leaf(story: Story) -> None:
    story.failed("L1")
    [report] = story.purchasing.records("nonconformance")
    path = f"/api/apps/quality_trace/forms/nonconformance/records/{report['id']}/timeline"
    lines = story.purchasing.get(path).json()
    assert [line["verb"] for line in lines] == ["create", "started", "opened"]
    assert len(lines[0]["leaf"]) == 64


def test_a_lot_nothing_has_happened_to_is_traced_alone(story: Story) -> None:
    lot = story.warehouse.sent("lot", {"code": "NEW", "item": story.item["id"], "quantity": 5})
    answer = story.manager.get(f"/api/apps/quality_trace/trace/lot/{lot['id']}").json()
    assert ([node["number"] for node in answer["nodes"]], answer["edges"], answer["parties"]) == (["NEW"], [], [])


def test_a_frozen_lot_says_why(story: Story) -> None:
    lot = story.failed("L1")
    assert "IQC-" in story.inspector.record("lot", lot["id"]).json()["frozen_reason"]


def test_a_draft_without_a_number_is_called_a_draft(story: Story) -> None:
    draft = story.inspector.sent("iqc_inspection", {}, state="draft")
    assert (draft["number"], draft["name"]) == (None, "草稿")
