"""The built page as static files: hashed assets for ever, the page itself always fresh."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "page"
NOT_BUILT = "<!doctype html><title>Suyuan</title><p>The page is not built yet: run <code>make run</code>."


class Assets(StaticFiles):
    """Files whose names change with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def install(application: FastAPI) -> None:
    if not (FOLDER / "index.html").exists():
        application.add_api_route("/", lambda: HTMLResponse(NOT_BUILT, 503), include_in_schema=False)
        return
    application.mount("/assets", Assets(directory=FOLDER / "assets"))
    application.mount("/", StaticFiles(directory=FOLDER, html=True))
