"""The whole web application over one running engine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from fastapi import FastAPI

from engine import __version__
from engine.api import (
    apps,
    cases,
    copies,
    dashboards,
    departments,
    errors,
    files,
    jobs,
    notices,
    page,
    people,
    publications,
    records,
    removal,
    sent,
    sign_in,
    tasks,
    tokens,
    traces,
)
from engine.api.guard import Guard
from engine.runtime.engine import Engine
from engine.runtime.entrance import Entrance


def application(
    engine: Engine, living: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None
) -> FastAPI:
    """`living` surrounds the time in which requests are answered."""
    app = FastAPI(
        title="Suyuan",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=living,
    )
    app.state.engine = engine
    app.state.entrance = Entrance(engine)
    errors.install(app)
    for part in (
        sent,
        sign_in,
        tokens,
        people,
        departments,
        apps,
        records,
        tasks,
        copies,
        cases,
        dashboards,
        traces,
        files,
        notices,
        jobs,
        publications,
        removal,
    ):
        app.include_router(part.router)
    page.install(app)
    app.add_middleware(Guard)
    return app
