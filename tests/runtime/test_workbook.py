"""Workbooks: what is exported is read back the same, and a hostile file is refused in words."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from engine.forms.field_types import FIELD_KINDS
from engine.lang.problems import Refused
from engine.runtime import workbook
from engine.runtime.import_links import Links
from engine.runtime.import_mapping import ImportDefinition
from engine.runtime.import_rows import RowReader
from engine.runtime.import_sheet import read_sheet
from engine.runtime.workbook import Column, WrittenSheet, read_first_sheet, read_workbook, write_workbook
from tests.forms.test_field_cases import form_for
from tests.forms.test_field_round_trips import NAMES, kept

IMPORTED = [name for name in FIELD_KINDS.names if FIELD_KINDS.named(name).stored and FIELD_KINDS.named(name).imported]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", IMPORTED)
@settings(max_examples=8, deadline=None)
@given(data=st.data(), hours=st.integers(-11, 14))
def test_what_is_exported_is_imported_as_the_same_value(
    kind: str, language: Any, data: st.DataObject, hours: int
) -> None:
    form = form_for(kind)
    field = form.field("it")
    targets = {(str(field.target_form), name): record for record, name in NAMES.items()}
    names = {(form, record): name for (form, name), record in targets.items()}
    words = Links(language, timezone(timedelta(hours=hours)), names, targets)
    values = data.draw(st.lists(kept(field).filter(lambda value: value is not None), min_size=1, max_size=8))
    title = field.column_title(language)
    cells = [(field.to_cell(value, words), "x") for value in values]
    columns = (Column(title, field.definition.cell_format), Column("beside", "@"))
    sheet = read_sheet(write_workbook([WrittenSheet("tried", columns, cells)]))
    mapping = ImportDefinition.model_validate(
        {"import": "tried", "title": "Tried", "form": "tried", "key": ("it",), "columns": {"it": {"column": title}}}
    )
    reader = RowReader(form, mapping, words)
    read = [form.accept(reader.read(row), draft=True)["it"] for row in sheet.rows]
    assert read == values


@pytest.mark.parametrize("kind", FIELD_KINDS.names)
def test_every_kind_says_what_its_cells_look_like(kind: str) -> None:
    field = form_for(kind).field("it")
    assert field.definition.cell_format
    for language in ("zh", "en"):
        assert field.column_title(language)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", '=HYPERLINK("x")'])
def test_a_text_is_never_a_formula(text: str) -> None:
    content = write_workbook([WrittenSheet("s", (Column("a", "@"),), [(text,)])])
    cell = load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_numbers_and_days_are_cells_a_spreadsheet_can_work_with() -> None:
    columns = (Column("n", "0.00"), Column("d", "yyyy-mm-dd"))
    content = write_workbook([WrittenSheet("s", columns, [(Decimal("1.50"), date(2026, 11, 22))])])
    number, day = load_workbook(io.BytesIO(content)).worksheets[0][2]
    assert (number.value, number.number_format, number.data_type) == (1.5, "0.00", "n")
    assert (day.value, day.number_format) == (datetime(2026, 11, 22), "yyyy-mm-dd")


def test_sheets_get_names_a_spreadsheet_takes() -> None:
    names = ["a/b:c", "A b c", "", "长" * 40, "长" * 40]
    content = write_workbook([WrittenSheet(name, (Column("a", "@"),), []) for name in names])
    assert list(read_workbook(content)) == ["a b c", "A b c 2", "-", "长" * 31, "长" * 27 + " 2"]


def typed(*values: Any) -> bytes:
    """A workbook as somebody else's program writes it."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(list(values))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_of_other_programs_are_read_as_a_person_would_type_them() -> None:
    cells = (
        1,
        1.5,
        0.1 + 0.2,
        True,
        date(2026, 11, 22),
        datetime(2026, 11, 22, 8, 30),
        time(8, 30),
        " x ",
        None,
        "end",
    )
    expected = ["1", "1.5", "0.3", "true", "2026-11-22", "2026-11-22 08:30:00", "08:30:00", " x ", "", "end"]
    assert read_first_sheet(typed(*cells)) == [expected]


def test_a_formula_is_what_it_last_gave() -> None:
    assert read_first_sheet(typed("=1+1", "beside")) == [["", "beside"]]


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_sheet(content)
    return refused.value.problems[0].code


def test_a_file_that_swells_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_BYTES", 1_000_000)
    out = io.BytesIO(typed("a"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/huge.bin", bytes(2_000_000))
    assert len(out.getvalue()) < 20_000
    assert refusal(out.getvalue()) == "sheet-too-large"


def test_a_sheet_with_a_row_far_down_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 1_000)
    book = Workbook()
    assert book.active is not None
    book.active["A1"], book.active["ZZ1048576"] = "head", "far"
    out = io.BytesIO()
    book.save(out)
    assert refusal(out.getvalue()) == "too-many-rows"


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04 no zip at all", typed("a")[:-40], typed("a")[:200]])
def test_a_broken_file_is_refused_in_words(content: bytes) -> None:
    assert refusal(content) == "workbook-broken"


def test_entities_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(typed("a"))) as sound, zipfile.ZipFile(out, "w") as archive:
        for name in sound.namelist():
            text = sound.read(name)
            if name.endswith("sheet1.xml"):
                text = f'<?xml version="1.0"?><!DOCTYPE worksheet [{entities}]><worksheet>&e8;</worksheet>'.encode()
            archive.writestr(name, text)
    assert refusal(out.getvalue()) == "workbook-broken"
