"""The apps a person has a role in, and all the page needs to know of one."""

from __future__ import annotations

from fastapi import APIRouter, Request

from engine.api.answers import Answer
from engine.api.session import EngineHere, PersonHere
from engine.api.typed_paths import typed
from engine.runtime.describe import describe_app, name_app

router = APIRouter(prefix="/api/apps", tags=["apps"])


@router.get("", summary="Apps of the person signed in", response_class=Answer)
async def apps(person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look_everywhere(person, name_app))


@router.get(
    "/{app}/openapi.json",
    summary="OpenAPI 3.1 of an app: its forms with their fields, as far as this person may use them",
    response_class=Answer,
)
async def openapi(app: str, request: Request, person: PersonHere, engine: EngineHere) -> Answer:
    whole = request.app.openapi()
    return Answer(await engine.look(person, app, lambda turn: typed(whole, turn)))


@router.get("/{app}", summary="An app: its forms, options, reports and this person's rights", response_class=Answer)
async def app_page(app: str, person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look(person, app, describe_app))
