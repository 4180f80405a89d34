"""A sheet as text: the first line names the columns."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from engine.lang.problems import Problem, Refused
from engine.runtime.import_mapping import SheetRow

LONGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headers, and the rows below them."""

    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read_csv(content: bytes) -> Sheet:
    """A CSV file, in UTF-8 or as spreadsheets save it on a Chinese desktop; blank lines are no rows.

    Refused when it is too large, in no known encoding, or without headers.
    """
    if len(content) > LONGEST:
        raise Refused(Problem((), "sheet-too-large", {"limit": f"{LONGEST // 1024 // 1024} MB"}))
    reader = csv.reader(io.StringIO(_decoded(content), newline=""))
    try:
        headers = tuple(header.strip() for header in next(reader, []))
        lines = [line for line in reader if any(cell.strip() for cell in line)]
    except csv.Error as error:
        raise Refused(Problem((), "sheet-broken", {"line": str(reader.line_num), "why": str(error)})) from error
    if not any(headers):
        raise Refused(Problem((), "sheet-empty"))
    return Sheet(headers, tuple(dict(zip(headers, line, strict=False)) for line in lines))


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(Problem((), "sheet-encoding"))
