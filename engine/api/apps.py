"""The apps a person has a role in, and all the page needs to know of one."""

from __future__ import annotations

from fastapi import APIRouter

from engine.api.answers import Answer
from engine.api.session import EngineHere, PersonHere
from engine.runtime.describe import describe_app, name_app

router = APIRouter(prefix="/api/apps", tags=["apps"])


@router.get("", summary="Apps of the person signed in", response_class=Answer)
async def apps(person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look_everywhere(person, name_app))


@router.get("/{app}", summary="An app: its forms, options, reports and this person's rights", response_class=Answer)
async def app_page(app: str, person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look(person, app, describe_app))
