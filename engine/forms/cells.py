"""Cells of a spreadsheet: what a value is there, so that people can sort, add up and filter it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

Cell = str | Decimal | date | datetime
"""Text stays text whatever it begins with; a moment is the wall clock's, without a zone."""

TEXT_FORMAT = "@"
DAY_FORMAT = "yyyy-mm-dd"
MOMENT_FORMAT = "yyyy-mm-dd hh:mm:ss"
EARLIEST = 1901
"""Spreadsheets know no days before 1900, and one too many in it; earlier days stand as text."""


def number_format(decimals: int | None) -> str:
    return "General" if decimals is None else "0" if decimals == 0 else f"0.{'0' * decimals}"
