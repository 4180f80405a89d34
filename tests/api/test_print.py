"""A record on paper: what the reader may see, in their words, with pictures, and no script."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.api.conftest import Story, told
from tests.docs.story import DOCS, blocks_of
from tests.served import APPS, Json, Somebody, factory

PNG = b"\x89PNG\r\n\x1a\n"


def printed(who: Somebody, form: str, record: Json) -> str:
    answer = who.get(f"/api/apps/quality_trace/forms/{form}/records/{record['id']}/print")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    nonce = re.search(r"style-src 'nonce-([\w-]+)'", policy)
    assert nonce is not None
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert f'<style nonce="{nonce[1]}">' in answer.text
    assert "<script" not in answer.text
    return str(answer.text)


def inspected(story: Story, **more: object) -> Json:
    return story.inspect(story.lot("L1"), "25.2", **more)


def test_a_record_is_printed_with_its_rows_its_number_and_who_printed_it(story: Story) -> None:
    inspection = inspected(story, remark="<b>孔口毛刺</b>\n返工")
    paper = printed(story.inspector, "iqc_inspection", inspection)
    for text in ("来料检验单", inspection["number"], "孔径", "25.2", "不合格", "打印人", "华信"):
        assert text in paper, text
    assert "&lt;b&gt;孔口毛刺&lt;/b&gt;\n返工" in paper


def test_photos_are_printed_as_pictures_that_can_be_fetched(story: Story) -> None:
    photo = story.inspector.client.post("/api/files", content=PNG, headers={"x-file-name": "a.png"}).json()
    inspection = inspected(story, photos=[photo])
    paper = printed(story.inspector, "iqc_inspection", inspection)
    [address] = re.findall(r'<img src="([^"]+)"', paper)
    base = story.inspector.client.base_url.join(
        f"/api/apps/quality_trace/forms/iqc_inspection/records/{inspection['id']}/print"
    )
    assert story.inspector.client.get(base.join(address)).content == PNG


def test_the_words_on_paper_are_the_persons(story: Story) -> None:
    inspection = inspected(story)
    paper = printed(story.factory.person("ann", ["inspector"], language="en"), "iqc_inspection", inspection)
    assert "Incoming inspection" in paper
    assert "Printed by" in paper
    assert '<html lang="en">' in paper


def test_what_is_hidden_or_of_others_is_not_printed(story: Story) -> None:
    inspection = inspected(story, remark="只给自己人")
    supplier = story.factory.person("jia", ["supplier_user"], organisation=story.supplier["id"])
    assert "只给自己人" not in printed(supplier, "iqc_inspection", inspection)
    other = story.admin.sent("supplier", {"code": "S2", "name": "乙厂", "status": "approved"})
    lot = story.lot("L2", supplier=other["id"])
    assert supplier.get(f"/api/apps/quality_trace/forms/lot/records/{lot['id']}/print").status_code == 404


def test_an_app_prints_through_its_own_template(sqlite: str, tmp_path: Path) -> None:
    page = DOCS / "how-to" / "print-records.md"
    template = next(each.text for each in blocks_of(page) if each.file == "templates/lot.html")
    folder = tmp_path / "quality_trace"
    shutil.copytree(APPS / "quality_trace", folder)
    (folder / "templates").mkdir()
    (folder / "templates" / "lot.html").write_text(template, "utf-8")
    with factory(sqlite, tmp_path / "files", folder) as made:
        story = told(made)
        paper = printed(story.warehouse, "lot", story.lot("L<1>"))
    assert "@page { size: 60mm 40mm" in paper
    assert "<h1>L&lt;1&gt;</h1>" in paper


def test_a_template_that_fails_says_so(sqlite: str, tmp_path: Path) -> None:
    folder = tmp_path / "quality_trace"
    shutil.copytree(APPS / "quality_trace", folder)
    (folder / "templates").mkdir()
    (folder / "templates" / "record.html").write_text("{{ nobody_knows }}", "utf-8")
    with factory(sqlite, tmp_path / "files", folder) as made:
        story = told(made)
        lot = story.lot("L1")
        answer = story.warehouse.get(f"/api/apps/quality_trace/forms/lot/records/{lot['id']}/print")
    assert answer.status_code == 422
    assert "templates/record.html" in answer.text
