"""A case goes on by the definitions it began with, whatever is published while it runs."""

from __future__ import annotations

from tests.runtime.site import Site, edited

FLOW = "flows/extension_review.yaml"


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
