"""Spreadsheet files (.xlsx): the only place that knows their library. Written typed, read under bounds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from engine.forms.cells import Cell
from engine.lang.columns import number_text, read_number
from engine.lang.problems import Problem, Refused

MOST_PARTS = 1_000
MOST_BYTES = 300 * 1024 * 1024
"""Of a file unpacked; its own headers say how much that is, and no more is read than they say."""
MOST_ROWS = 100_000
MOST_COLUMNS = 400
LONGEST = 32_767
"""Characters a cell holds."""
LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_CLOCK = re.compile(r"h", re.IGNORECASE)
_WIDEST, _NARROWEST = 60, 8


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    format: str


@dataclass(frozen=True, slots=True)
class WrittenSheet:
    """One sheet to write; a row has a cell for each column, None where it is empty."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell | None]]


def write_workbook(sheets: Iterable[WrittenSheet]) -> bytes:
    """The sheets as a file. A text is never taken for a formula, whatever it begins with."""
    book = Workbook(write_only=True)
    names: set[str] = set()
    for sheet in sheets:
        _write_sheet(book.create_sheet(_own_name(sheet.name, names)), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_sheet(page: Any, sheet: WrittenSheet) -> None:
    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        width = min(max(len(column.title.encode("gb18030", "replace")) + 2, _NARROWEST), _WIDEST)
        page.column_dimensions[get_column_letter(place)].width = width
    page.append([_text(page, column.title, bold=True) for column in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, cell, column) for cell, column in zip(row, sheet.columns, strict=True)])


def _cell(page: Any, value: Cell | None, column: Column) -> Any:
    if isinstance(value, str):
        return _text(page, value)
    cell = WriteOnlyCell(page, value)
    cell.number_format = column.format
    return cell


def _text(page: Any, text: str, *, bold: bool = False) -> Any:
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell = WriteOnlyCell(page, clean if len(clean) <= LONGEST else f"{clean[: LONGEST - 1]}…")
    cell.data_type, cell.number_format = "s", "@"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _own_name(wanted: str, taken: set[str]) -> str:
    """A name a sheet may have, unlike those of the others."""
    plain = _NOT_IN_NAMES.sub(" ", wanted).strip(" '")[:LONGEST_NAME] or "-"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name


def read_first_sheet(content: bytes) -> list[list[str]]:
    """The cells of the first sheet as text, as a person would have typed them; formulas as what they last gave.

    Refused when it is no sound file, or larger than a sheet for people ever is.
    """
    return next(iter(read_workbook(content, first=True).values()))


def read_workbook(content: bytes, *, first: bool = False) -> Mapping[str, list[list[str]]]:
    """Every sheet (or the first one) by its name."""
    try:
        _refuse_bombs(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        pages = book.worksheets[: 1 if first else None]
        if not pages:
            raise Refused(Problem((), "sheet-empty"))
        return {page.title: list(_lines(page)) for page in pages}
    except Refused:
        raise
    except Exception as error:  # the library raises whatever its parts do over a file that is none
        raise Refused(Problem((), "workbook-broken")) from error


def _refuse_bombs(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refused(Problem((), "sheet-too-large", {"limit": f"{MOST_BYTES // 1024 // 1024} MB"}))


def _lines(page: Any) -> Iterator[list[str]]:
    """Read cell by cell, whatever the file says its size is."""
    page.reset_dimensions()
    for number, row in enumerate(page.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS)):
        if number > MOST_ROWS:
            raise Refused(Problem((), "too-many-rows", {"maximum": str(MOST_ROWS)}))
        cells = [_typed(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _typed(cell: Any) -> str:
    """What a person would have typed for a cell."""
    match cell.value:
        case None:
            return ""
        case bool() as flag:
            return "true" if flag else "false"
        case int() | float() | Decimal() as number:
            read = read_number(number)
            return "" if read is None or not read.is_finite() else number_text(read)
        case datetime() as moment:
            clock = _CLOCK.search(cell.number_format or "") or moment.time() != time()
            return moment.isoformat(" ", timespec="seconds") if clock else moment.date().isoformat()
        case date() as day:
            return day.isoformat()
        case time() as clock:
            return clock.isoformat(timespec="seconds")
        case value:
            return str(value)
