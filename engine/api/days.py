"""Days in an address, in a range in which periods and the days around them can be reckoned."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

EARLIEST = date(1900, 1, 1)
LATEST = date(2999, 12, 31)

Day = Annotated[date | None, Field(ge=EARLIEST, le=LATEST)]
