"""How-to pages that show more than commands: a scenario, a kind of field, the conversion of a file, PostgreSQL."""

from __future__ import annotations

import csv
import importlib.util
import sys
from pathlib import Path

import pytest

from engine.app.load import load
from engine.forms.field_kind import FieldKind
from engine.forms.reading import Reading
from engine.forms.words import Words
from engine.lang.kinds import Kinds
from engine.lang.source import parse
from tests.docs.story import DOCS, ROOT, Block, blocks_of, play, run, write

HOW_TO = DOCS / "how-to"
EXTRACT = ROOT / "apps/quality_trace/imports/examples/steel_plates_faults_extract.csv"
FAULTS = ("Pastry", "Z_Scratch", "K_Scatch", "Stains", "Dirtiness", "Bumps", "Other_Faults")


def block(page: Path, file: str) -> Block:
    return next(each for each in blocks_of(page) if each.file == file)


def test_a_scenario_that_does_not_hold_says_so(tmp_path: Path) -> None:
    for each in blocks_of(HOW_TO / "write-a-scenario.md"):
        if each.file is not None:
            write(tmp_path / each.file, each.text.replace("refused: link-unfit", "call: again"))
    code, printed = run(["suyuan", "play", "desk"], tmp_path)
    assert code == 1
    assert "scenarios/lent_once.yaml:11:" in printed, (code, printed)


def test_the_shown_kind_of_field_holds_its_cases(tmp_path: Path) -> None:
    page = HOW_TO / "add-a-field-kind.md"
    kind = _kind(block(page, "engine/forms/field_types/percent.py").text, tmp_path)
    cases = parse(block(page, "tests/cases/fields/percent.yaml").text, "percent.yaml").value
    field = kind.model_validate({name: each for name, each in cases["field"].items() if name != "kind"})
    assert cases["field"]["kind"] == Kinds("field", [kind], named_by="kind").names[0]
    for case in cases["accepted"]:
        value = field.from_wire(case["sent"], Reading())
        read = [field.to_wire(value, Words("en")), *(field.to_text(value, Words(each)) for each in ("zh", "en"))]
        assert read == [case["kept"], case["zh"], case["en"]]
    for case in cases["typed"]:
        assert field.to_wire(field.from_text(case["typed"], Reading(), Words("en")), Words("en")) == case["kept"]
    for case in cases["refused"]:
        reading = Reading()
        field.from_wire(case["sent"], reading)
        assert [problem.code for problem in reading.problems] == [case["code"]]


def _kind(text: str, folder: Path) -> type[FieldKind]:
    (folder / "percent.py").write_text(text)
    found = importlib.util.spec_from_file_location("percent", folder / "percent.py")
    assert found is not None
    assert found.loader is not None
    module = sys.modules["percent"] = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    kind = module.Percent
    assert issubclass(kind, FieldKind)
    return kind


def test_the_published_file_becomes_the_sheet_the_mapping_reads(tmp_path: Path) -> None:
    with EXTRACT.open() as file:
        headers, *rows = csv.reader(file)
    marked = ([*cells, *(str(int(name == fault)) for name in FAULTS)] for *cells, fault in rows)
    (tmp_path / "Faults.NNA").write_text("".join("\t".join(cells) + "\n" for cells in marked))
    (tmp_path / "apps").symlink_to(ROOT / "apps")
    write(tmp_path / "plates.py", block(HOW_TO / "import-records.md", "plates.py").text)
    assert run(["python", "plates.py"], tmp_path) == (0, "")
    with (tmp_path / "plates.csv").open() as file:
        assert list(csv.reader(file)) == [headers, *rows]


@pytest.mark.parametrize("page", ["run-on-postgresql.md", "back-up.md"])
def test_the_product_runs_on_postgresql_as_written(page: str, postgres: str, tmp_path: Path) -> None:
    shown = "postgresql://suyuan:secret@db.example.com/suyuan"
    play(HOW_TO / page, tmp_path, {shown: postgres})


@pytest.mark.parametrize("function", ["lower", "upper"])
def test_what_the_database_cannot_do_is_found_where_a_link_is_narrowed(function: str, tmp_path: Path) -> None:
    for each in blocks_of(HOW_TO / "write-a-scenario.md"):
        if each.file is not None:
            write(tmp_path / each.file, each.text.replace("where: not out", f"where: {function}(code) == 'x'"))
    assert [found.code for found in load(tmp_path / "desk").diagnostics] == ["not-in-database"]
