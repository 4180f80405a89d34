"""Cases of flows that are stuck, for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from engine.api.answers import Answer
from engine.api.session import EngineHere, PersonHere
from engine.runtime import incidents

router = APIRouter(prefix="/api/cases", tags=["cases"])
CaseId = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]


@router.get("/stuck", summary="Cases that wait for an administrator", response_class=Answer)
async def stuck(person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look_everywhere(person, incidents.incidents))


@router.post("/{id}/retry", summary="Try again what is stuck in a case", response_class=Answer)
async def retry(id: CaseId, person: PersonHere, engine: EngineHere) -> Answer:
    app = await engine.app_of_case(id)
    return Answer(await engine.act(person, app, lambda turn: incidents.retry(turn, id)))
