"""Where a lot came from and where it went."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, Field

from engine.api.answers import Answer
from engine.api.sent import RecordId
from engine.api.session import EngineHere, PersonHere
from engine.runtime import tracing

Moment = Annotated[
    AwareDatetime | None,
    Field(ge=datetime(1900, 1, 1, tzinfo=UTC), le=datetime(2999, 12, 31, tzinfo=UTC)),
    Query(description="As far as was known at this moment; none means now."),
]
router = APIRouter(prefix="/api/apps/{app}/trace", tags=["trace"])


@router.get("", summary="Lots found by number or scanned code", response_class=Answer)
async def find(
    app: str, person: PersonHere, engine: EngineHere, code: Annotated[str, Query(max_length=200)] = ""
) -> Answer:
    return Answer(await engine.look(person, app, lambda turn: tracing.find(turn, code)))


@router.get(
    "/{form}/{id}", summary="Trace a lot backward to its materials or forward to its customers", response_class=Answer
)
async def trace(
    app: str,
    form: str,
    id: RecordId,
    person: PersonHere,
    engine: EngineHere,
    direction: Literal["backward", "forward"] = "backward",
    at: Moment = None,
) -> Answer:
    return Answer(await engine.look(person, app, lambda turn: tracing.trace(turn, form, id, direction, at)))
