"""What a person was told of by flows: copied to me."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from engine.api.answers import Answer
from engine.api.session import EngineHere, PersonHere
from engine.runtime import copies

router = APIRouter(prefix="/api/copies", tags=["tasks"])
CopyId = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]


@router.get("", summary="What this person was told of, the latest first", response_class=Answer)
async def copied(person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look_everywhere(person, copies.copied))


@router.get("/{id}", summary="One copy, with its record and its case", response_class=Answer)
async def copy(id: CopyId, person: PersonHere, engine: EngineHere) -> Answer:
    app = await engine.app_of_copy(id)
    return Answer(await engine.look(person, app, lambda turn: copies.copy(turn, id)))


@router.post("/{id}/read", summary="Mark a copy as read", status_code=204)
async def read(id: CopyId, person: PersonHere, engine: EngineHere) -> None:
    app = await engine.app_of_copy(id)
    await engine.act(person, app, lambda turn: copies.read(turn, id))
