"""A case goes on by the definitions it began with, whatever is published while it runs."""

from __future__ import annotations

import pytest

from engine.runtime.publish import PlanRefused
from engine.runtime.verify import verify
from engine.storage.trail import broken, trail_of
from tests.runtime.site import Site, edited

FLOW, LOAN, EXTENSION = "flows/extension_review.yaml", "forms/loan.yaml", "forms/extension.yaml"


def test_a_case_is_decided_by_the_flow_it_began_with(site: Site) -> None:
    loan, extension = site.asked_for_time()
    renamed = edited(site.files, {FLOW: ("approve: review", "approve: second_look")})
    site.publish(edited(renamed, {FLOW: ("extra_days: days_asked", "extra_days: 2 * days_asked")}))
    [task] = site.tasks()
    assert (task["node"], task["title"].en) == ("review", "The librarian decides")
    site.decide(task["id"], "approve", {"answer": "yes"})
    assert site.one("loan", loan.id)["values"]["extra_days"] == "7"
    assert [line["title"].en for line in site.timeline("extension", extension.id) if line["verb"] == "decided"] == [
        "The librarian decides"
    ]


def test_a_case_that_begins_afterwards_follows_the_new_flow(site: Site) -> None:
    site.publish(edited(site.files, {FLOW: ("extra_days: days_asked", "extra_days: 2 * days_asked")}))
    loan, _ = site.asked_for_time()
    [task] = site.tasks()
    site.decide(task["id"], "approve")
    assert site.one("loan", loan.id)["values"]["extra_days"] == "14"


def test_a_flow_that_is_no_more_is_finished_by_the_cases_that_run(site: Site) -> None:
    loan, _ = site.asked_for_time()
    site.publish(edited(site.files, {FLOW: None, "rules/ask_for_time.yaml": None}))
    [task] = site.tasks()
    assert [one["id"] for one in site.task(task["id"])["outcomes"]] == ["approve", "reject"]
    site.decide(task["id"], "approve")
    assert site.one("loan", loan.id)["values"]["extra_days"] == "7"
    assert site.tasks() == []


def test_a_flow_writes_fields_that_are_called_otherwise_by_now(site: Site) -> None:
    loan, extension = site.asked_for_time()
    files = edited(
        site.files, {LOAN: ("  extra_days: {", "  more_days: {was: extra_days, "), FLOW: ("answer", "reply")}
    )
    files = edited(files, {LOAN: ("longest + extra_days", "longest + more_days"), FLOW: ("extra_days:", "more_days:")})
    files[FLOW] = files[FLOW].replace("more_days: days_asked", "more_days: wished")
    files[EXTENSION] = (
        files[EXTENSION]
        .replace("  days_asked: {", "  wished: {was: days_asked, ")
        .replace("  answer: {", "  reply: {was: answer, ")
    )
    site.publish(files)
    [task] = site.tasks()
    assert site.task(task["id"])["edit"] == ["reply"]
    site.decide(task["id"], "approve", {"reply": "granted"})
    assert site.one("loan", loan.id)["values"]["more_days"] == "7"
    assert site.one("extension", extension.id)["values"]["reply"] == "granted"


def test_a_case_goes_on_when_its_form_is_called_otherwise(site: Site) -> None:
    loan, extension = site.asked_for_time()
    files = {
        name.replace("extension", "more_time"): text.replace("extension", "more_time")
        for name, text in site.files.items()
    }
    files["forms/more_time.yaml"] = files["forms/more_time.yaml"].replace("title:", "was: extension\ntitle:", 1)
    plan = site.publish(files)
    assert {line.code for line in plan.lines} >= {"form-renamed"}
    [task] = site.tasks()
    assert task["record"]["form"] == "more_time"
    site.decide(task["id"], "approve", {"answer": "yes"})
    assert site.one("loan", loan.id)["values"]["extra_days"] == "7"
    lines = site.timeline("more_time", extension.id)
    assert [line["verb"] for line in lines if line["verb"] in ("submit", "decide")] == ["submit", "decide"]
    assert site.engine.database.read_now(lambda c: list(broken(c))) == []
    assert site.engine.database.read_now(lambda c: verify(c, lambda done, total: None)).alterations == ()
    chain = site.engine.database.read_now(lambda c: trail_of(c, "library", "extension", extension.id))
    assert [event.position for event in chain] == [1, 2]


def test_a_case_reads_what_is_archived_since(site: Site) -> None:
    loan, extension = site.asked_for_time()
    files = dict(site.files)
    files[EXTENSION] = "\n".join(line for line in files[EXTENSION].splitlines() if "days_asked" not in line)
    files[FLOW] = files[FLOW].replace("extra_days: days_asked", 'extra_days: "5"')
    site.publish(files, accept=True)
    [task] = site.tasks()
    site.decide(task["id"], "approve", {"answer": "yes"})
    assert site.one("loan", loan.id)["values"]["extra_days"] == "7"
    assert "days_asked" not in site.one("extension", extension.id)["values"]


def test_a_case_reads_what_is_of_another_kind_since(site: Site) -> None:
    loan, _ = site.asked_for_time()
    files = dict(site.files)
    old = "{kind: number, decimals: 0, minimum: 1, maximum: 30, title: {zh: 天数"
    assert old in files[EXTENSION]
    files[EXTENSION] = files[EXTENSION].replace(old, "{kind: text, title: {zh: 天数")
    files[FLOW] = files[FLOW].replace("extra_days: days_asked", 'extra_days: "5"')
    site.publish(files)
    [task] = site.tasks()
    site.decide(task["id"], "approve")
    assert site.one("loan", loan.id)["values"]["extra_days"] == "7"


def test_a_form_is_not_removed_while_cases_run_on_it(site: Site) -> None:
    site.asked_for_time()
    files = edited(site.files, {EXTENSION: None, FLOW: None, "rules/ask_for_time.yaml": None})
    roles = files["roles.yaml"].replace(", new:extension", "").splitlines()
    files["roles.yaml"] = "\n".join(line for line in roles if "extension:" not in line)
    with pytest.raises(PlanRefused) as refused:
        site.publish(files, accept=True)
    assert [(line.code, line.count) for line in refused.value.plan.blocked] == [("form-busy", 1)]
