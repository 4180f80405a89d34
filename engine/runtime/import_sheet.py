"""A sheet as text, of a CSV file or a workbook: the first line names the columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.lang.problems import Problem, Refused
from engine.runtime.import_mapping import SheetRow
from engine.runtime.workbook import read_first_sheet

LONGEST = 64 * 1024 * 1024
ZIP = b"PK\x03\x04"
"""How an .xlsx file begins."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headers, and the rows below them."""

    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read_sheet(content: bytes) -> Sheet:
    """The rows of a CSV file or of the first sheet of an .xlsx file, told apart by how they begin."""
    return read_xlsx(content) if content.startswith(ZIP) else read_csv(content)


def read_xlsx(content: bytes) -> Sheet:
    """The first sheet of a workbook, each cell as a person would have typed it; blank lines are no rows."""
    if len(content) > LONGEST:
        raise Refused(Problem((), "sheet-too-large", {"limit": f"{LONGEST // 1024 // 1024} MB"}))
    first, *lines = read_first_sheet(content) or [[]]
    return _sheet(tuple(header.strip() for header in first), lines)


def _sheet(headers: tuple[str, ...], lines: Iterable[Sequence[str]]) -> Sheet:
    if not any(headers):
        raise Refused(Problem((), "sheet-empty"))
    filled = (line for line in lines if any(cell.strip() for cell in line))
    return Sheet(headers, tuple(dict(zip(headers, line, strict=False)) for line in filled))


def read_csv(content: bytes) -> Sheet:
    """A CSV file, in UTF-8 or as spreadsheets save it on a Chinese desktop; blank lines are no rows.

    Refused when it is too large, in no known encoding, or without headers.
    """
    if len(content) > LONGEST:
        raise Refused(Problem((), "sheet-too-large", {"limit": f"{LONGEST // 1024 // 1024} MB"}))
    reader = csv.reader(io.StringIO(_decoded(content), newline=""))
    try:
        headers = tuple(header.strip() for header in next(reader, []))
        lines = list(reader)
    except csv.Error as error:
        raise Refused(Problem((), "sheet-broken", {"line": str(reader.line_num), "why": str(error)})) from error
    return _sheet(headers, lines)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(Problem((), "sheet-encoding"))
