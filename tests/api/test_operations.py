"""What administrators do with the machine: failed jobs, apps out of sight and back. Nobody else may."""

from __future__ import annotations

from pathlib import Path

import httpx
from sqlalchemy import update

from engine.cli import main
from engine.runtime.ids import new_id
from engine.storage.jobs import Job, enqueue, job
from engine.storage.trail import broken, trail_of
from tests.api.conftest import Story, told
from tests.served import Somebody, factory, problems

REMOVAL = "/api/apps/quality_trace/removal"


def administrator(story: Story) -> Somebody:
    return story.factory.person("root", [], administrator=True)


def post(client: httpx.Client, path: str) -> httpx.Response:
    return client.post(path, json={})


def fail_a_job(story: Story) -> str:
    database, clock = story.factory.engine.database, story.factory.engine.clock
    one = Job(new_id(), "mail:lost", "tell", {"notice": "gone"})
    database.write_now(lambda connection: enqueue(connection, one, at=clock()))
    given_up = update(job).where(job.c.id == one.id).values(state="failed", tries=8, error="OSError: no route")
    database.write_now(lambda connection: connection.execute(given_up))
    return one.id


def test_failed_jobs_are_listed_and_tried_again_by_administrators_only(story: Story) -> None:
    lost, root = fail_a_job(story), administrator(story)
    assert story.admin.get("/api/jobs/failed").status_code == 403
    assert post(story.admin.client, f"/api/jobs/{lost}/retry").status_code == 403
    [listed] = root.get("/api/jobs/failed").json()
    assert (listed["id"], listed["tries"], listed["error"]) == (lost, 8, "OSError: no route")
    assert post(root.client, f"/api/jobs/{lost}/retry").status_code == 204
    assert root.get("/api/jobs/failed").json() == []
    assert post(root.client, f"/api/jobs/{lost}/retry").status_code == 404
    database = story.factory.engine.database
    [event] = database.read_now(lambda connection: trail_of(connection, "-", "job", lost))
    assert (event.command, event.actor) == ("retry", root.person.id)


def test_an_app_is_removed_when_no_case_runs_and_comes_back_with_its_data(story: Story) -> None:
    root = administrator(story)
    lot = story.failed("L1")
    assert post(story.admin.client, REMOVAL).status_code == 403
    plan = root.get(REMOVAL).json()
    assert (plan["running"], plan["records"]["lot"], plan["removed"]) == (1, 1, False)
    refused = post(root.client, REMOVAL)
    assert (refused.status_code, problems(refused)) == (422, {"": "app-in-use"})

    story.purchasing.decide(story.purchasing.tasks()[0], "concession", {"opinion": "让步"})
    story.director.decide(story.director.tasks()[0], "approve")
    assert post(root.client, REMOVAL).status_code == 200
    gone = root.get("/api/apps/quality_trace/removal").json()
    assert gone["removed"] is True
    assert root.client.delete(REMOVAL, headers={"Content-Type": "application/json"}).status_code == 204
    assert root.get(REMOVAL).json()["removed"] is False
    assert story.admin.record("lot", lot["id"]).status_code == 200
    events = story.factory.engine.database.read_now(lambda c: trail_of(c, "-", "app", "quality_trace"))
    assert [event.command for event in events] == ["publish", "remove", "return"]
    assert story.factory.engine.database.read_now(lambda connection: list(broken(connection))) == []
    assert root.get("/api/apps/nothing/removal").status_code == 404


def test_the_same_from_the_command_line(sqlite: str, tmp_path: Path, capsys: object) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with factory(f"sqlite:///{folder / 'suyuan.db'}", folder / "files") as made:
        story = told(made)
        story.lot("L1")
        lost = fail_a_job(story)

    def suyuan(*words: str) -> tuple[int, str]:
        try:
            main([*words, "--data", str(folder)])
        except SystemExit as ended:
            return int(ended.code or 0), capsys.readouterr().out  # type: ignore[attr-defined]
        raise AssertionError("a command ends")

    code, printed = suyuan("jobs", "failed")
    assert (code, lost in printed, "OSError: no route" in printed) == (0, True, True)
    assert suyuan("jobs", "retry", "--all") == (0, "1 of 1 jobs wait for another try\n")
    assert suyuan("jobs", "failed") == (0, "no job has failed\n")
    code, printed = suyuan("app", "remove", "quality_trace", "--yes")
    assert (code, "1 lot" in printed) == (0, True)
    assert "removed already" in suyuan("app", "remove", "quality_trace", "--plan")[1]
    assert suyuan("app", "return", "quality_trace")[0] == 0
    code, printed = suyuan("verify")
    assert (code, printed.strip().endswith(": as written")) == (0, True)


def test_what_is_done_to_people_tokens_and_departments_stands_on_the_trail(story: Story) -> None:
    root = administrator(story)
    made = root.client.post("/api/people", json={"login": "erp", "service": True}).json()
    root.client.put(f"/api/people/{made['id']}", json={"name": "ERP", "roles": {"quality_trace": ["warehouse"]}})
    token = root.client.post(f"/api/people/{made['id']}/tokens", json={"name": "receipts"}).json()
    department = root.client.post("/api/departments", json={"code": "IQC", "name": "来料检验"}).json()
    json = {"Content-Type": "application/json"}
    assert root.client.delete(f"/api/people/{made['id']}/tokens/{token['id']}", headers=json).status_code == 204
    assert root.client.delete(f"/api/departments/{department['id']}", headers=json).status_code == 204
    root.client.put(f"/api/people/{made['id']}", json={"active": False})

    def trail(subject: str, subject_id: str) -> list[str]:
        events = story.factory.engine.database.read_now(lambda c: trail_of(c, "-", subject, subject_id))
        assert {event.actor for event in events} == {root.person.id}
        assert not any(token["token"].encode() in event.content for event in events)
        return [event.command for event in events]

    assert trail("person", made["id"]) == ["add", "change", "roles", "change", "off"]
    assert trail("token", token["id"]) == ["make", "revoke"]
    assert trail("department", department["id"]) == ["add", "remove"]
    assert story.factory.engine.database.read_now(lambda connection: list(broken(connection))) == []
