"""A list as a workbook: the same records, rights and filters as on the page."""

from __future__ import annotations

from engine.runtime.workbook import read_workbook
from tests.api.conftest import Story
from tests.served import Somebody

Sheets = dict[str, list[list[str]]]


def exported(who: Somebody, form: str, **asked: object) -> Sheets:
    answer = who.get(f"/api/apps/quality_trace/forms/{form}/records.xlsx", **asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["content-disposition"] == f"attachment; filename={form}.xlsx"
    return dict(read_workbook(answer.content))


def column(sheet: list[list[str]], title: str) -> list[str]:
    at = sheet[0].index(title)
    return [line[at] if at < len(line) else "" for line in sheet[1:]]


def test_records_are_exported_with_their_rows_under_their_number(story: Story) -> None:
    inspection = story.inspect(story.lot("L1"), "25.2")
    head, readings = exported(story.inspector, "iqc_inspection").values()
    assert column(head, "编号") == column(readings, "编号") == [inspection["number"]]
    assert column(head, "批次") == ["L1"]
    assert column(head, "状态") == ["已提交"]
    assert column(readings, "检验项目") == ["孔径"]


def test_the_words_are_the_persons(story: Story) -> None:
    lot = story.lot("L1")
    reader = story.factory.person("ann", ["inspector"], language="en")
    story.inspect(lot, "25.2")
    head, _ = exported(reader, "iqc_inspection").values()
    assert column(head, "State") == ["Submitted"]


def test_only_what_the_list_shows_is_exported(story: Story) -> None:
    for code in ("L1", "L2", "M3"):
        story.lot(code)
    [sheet] = exported(story.warehouse, "lot", filter="code:starts:L", sort="code").values()
    assert [line[0] for line in sheet[1:]] == ["L1", "L2"]


def test_hidden_fields_and_other_peoples_records_are_not_in_the_file(story: Story) -> None:
    story.inspect(story.lot("L1"), "25.2", remark="只给自己人")
    other = story.admin.sent("supplier", {"code": "S2", "name": "乙厂", "status": "approved"})
    story.lot("L2", supplier=other["id"])
    supplier = story.factory.person("jia", ["supplier_user"], organisation=story.supplier["id"])
    [lots] = exported(supplier, "lot").values()
    assert [line[0] for line in lots[1:]] == ["L1"]
    own, *_ = exported(story.inspector, "iqc_inspection").values()
    theirs, *_ = exported(supplier, "iqc_inspection").values()
    assert ("备注" in own[0], "备注" in theirs[0]) == (True, False)
