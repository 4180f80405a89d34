"""Dashboards, drawn: each chart as a picture whose marks are links, and as a table of the same numbers."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.concurrency import run_in_threadpool

from engine.api.answers import Answer
from engine.api.days import Day
from engine.api.session import EngineHere, PersonHere
from engine.runtime import draw

router = APIRouter(prefix="/api/apps/{app}/dashboards", tags=["reports"])


@router.get("/{dashboard}", summary="A dashboard for a period", response_class=Answer)
async def drawn(
    app: str,
    dashboard: str,
    person: PersonHere,
    engine: EngineHere,
    since: Annotated[Day, Query(alias="from")] = None,
    until: Annotated[Day, Query(alias="to")] = None,
    language: Literal["zh", "en"] = "zh",
    theme: Literal["light", "dark"] = "light",
    size: Literal["desk", "phone"] = "desk",
) -> Answer:
    look = draw.Look(language, theme, size)
    counted = await engine.look(person, app, lambda turn: draw.count(turn, dashboard, since, until, look))
    return Answer(await run_in_threadpool(draw.draw, counted))
