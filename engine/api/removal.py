"""Taking apps out of sight and bringing them back, for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from engine.api.answers import Answer
from engine.api.session import Administrator, EngineHere
from engine.runtime.office import By
from engine.runtime.removal import bring_back, plan_removal, remove

router = APIRouter(prefix="/api/apps/{app}", tags=["apps"])
AppId = Annotated[str, Path(max_length=63)]


@router.get("/removal", summary="What removing the app would do; changes nothing", response_class=Answer)
async def planned(app: AppId, administrator: Administrator, engine: EngineHere) -> Answer:
    del administrator
    return Answer((await engine.read(lambda connection: plan_removal(connection, app))).to_json())


@router.post("/removal", summary="Take the app out of sight; its data stays", response_class=Answer)
async def removed(app: AppId, administrator: Administrator, engine: EngineHere) -> Answer:
    by = By.of(administrator, engine.clock())
    return Answer((await engine.write(lambda connection: remove(connection, app, by))).to_json())


@router.delete("/removal", summary="Bring a removed app back, with its data", status_code=204)
async def returned(app: AppId, administrator: Administrator, engine: EngineHere) -> None:
    by = By.of(administrator, engine.clock())
    await engine.write(lambda connection: bring_back(connection, app, by))
