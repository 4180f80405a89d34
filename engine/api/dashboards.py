"""Dashboards, drawn: each chart as a picture whose marks are links, and as a table of the same numbers."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.concurrency import run_in_threadpool

from engine.api.answers import Answer
from engine.api.narrowing import Day, Only
from engine.api.session import EngineHere, PersonHere
from engine.runtime import draw, narrowing
from engine.runtime.narrowing import Narrowed
from engine.runtime.turn import Turn

router = APIRouter(prefix="/api/apps/{app}/dashboards", tags=["reports"])


@router.get("/{dashboard}", summary="A dashboard for a period", response_class=Answer)
async def drawn(
    app: str,
    dashboard: str,
    person: PersonHere,
    engine: EngineHere,
    since: Annotated[Day, Query(alias="from")] = None,
    until: Annotated[Day, Query(alias="to")] = None,
    only: Only = None,
    language: Literal["zh", "en"] = "zh",
    theme: Literal["light", "dark"] = "light",
    size: Literal["desk", "phone"] = "desk",
) -> Answer:
    narrowed = Narrowed(since, until, tuple(only or ()))
    look = draw.Look(language, theme, size)
    counted = await engine.look(person, app, lambda turn: draw.count(turn, dashboard, narrowed, look))
    return Answer(await run_in_threadpool(draw.draw, counted))


@router.get("/{dashboard}/filters/{filter}", summary="Records a filter may be set to", response_class=Answer)
async def offered(
    app: str,
    dashboard: str,
    filter: str,
    person: PersonHere,
    engine: EngineHere,
    q: Annotated[str, Query(max_length=200)] = "",
) -> Answer:
    def look(turn: Turn) -> object:
        return narrowing.offered(turn, draw.open_dashboard(turn, dashboard), filter, q)

    return Answer(await engine.look(person, app, look))
