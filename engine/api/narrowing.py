"""What narrows a dashboard in an address: days one can reckon with, and the values of its filters."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import Field

EARLIEST = date(1900, 1, 1)
LATEST = date(2999, 12, 31)

Day = Annotated[date | None, Field(ge=EARLIEST, le=LATEST)]
Only = Annotated[list[Annotated[str, Field(max_length=200)]] | None, Query(max_length=50)]
"""`filter:key`, once for each value a filter lets through."""
