"""What the app tells a person."""

from __future__ import annotations

from fastapi import APIRouter

from engine.api.answers import Answer
from engine.api.session import EngineHere, PersonHere
from engine.runtime import notices
from engine.runtime.reading import read_all

router = APIRouter(prefix="/api/notices", tags=["notices"])


@router.get("", summary="The latest notices of this person", response_class=Answer)
async def latest(person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look_everywhere(person, notices.latest))


@router.post("/read", summary="Mark all notices as read", status_code=204)
async def read(person: PersonHere, engine: EngineHere) -> None:
    await read_all(engine, person)
