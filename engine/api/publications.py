"""Publications of apps, for administrators: what a changed app would do, publishing it, and going back."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from engine.api.answers import Answer
from engine.api.session import Administrator, EngineHere
from engine.app.app import App
from engine.app.load import load_files
from engine.app.package import MOST_ENTRIES, pack, read_package
from engine.lang.diagnostics import Diagnostic
from engine.lang.problems import Problem, Refused
from engine.runtime import rollback
from engine.storage.versions import PUBLISHED, AppVersion, versions_of

router = APIRouter(prefix="/api/publications", tags=["publications"])
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
Json = dict[str, object]


class Definitions(BaseModel):
    """The files of an app, path inside the app -> text. `accept`: what the plan says is lost is accepted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    files: Annotated[dict[str, str], Field(min_length=1, max_length=MOST_ENTRIES)]
    accept: bool = False


class Return(BaseModel):
    """`accept`: what the plan says is lost is accepted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    version: int = Field(ge=1, le=2**31)
    accept: bool = False


@router.post("/plan", summary="What publishing these definitions would do", response_class=Answer)
async def plan(body: Definitions, administrator: Administrator, engine: EngineHere) -> Answer:
    del administrator
    found = await to_thread.run_sync(lambda: engine.plan(_app(body)))
    return Answer(found.to_json())


@router.post("", summary="Publish an app", response_class=Answer, status_code=201)
async def publish(body: Definitions, administrator: Administrator, engine: EngineHere) -> Answer:
    done = await to_thread.run_sync(
        lambda: engine.publish(_app(body), by=administrator.id, origin=PUBLISHED, accept=body.accept)
    )
    return Answer(_told(done.version), 201)


@router.get("/{app}", summary="The publications of an app, the newest first", response_class=Answer)
async def versions(app: Name, administrator: Administrator, engine: EngineHere) -> Answer:
    del administrator
    found = await engine.read(lambda connection: versions_of(connection, app))
    return Answer([_told(version) for version in found])


@router.post("/{app}/rollback/plan", summary="What going back to a publication would do", response_class=Answer)
async def plan_return(app: Name, body: Return, administrator: Administrator, engine: EngineHere) -> Answer:
    del administrator
    found = await to_thread.run_sync(lambda: rollback.planned_rollback(engine, app, body.version))
    return Answer(found.to_json())


@router.post("/{app}/rollback", summary="Publish an earlier publication again", response_class=Answer, status_code=201)
async def go_back(app: Name, body: Return, administrator: Administrator, engine: EngineHere) -> Answer:
    done = await to_thread.run_sync(
        lambda: rollback.rollback(engine, app, body.version, by=administrator.id, accept=body.accept)
    )
    return Answer(_told(done.version), 201)


def _app(body: Definitions) -> App:
    """The app, read under the bounds of packages; every finding is a problem at its file."""
    loaded = load_files(read_package(pack(body.files)))
    if loaded.app is None:
        raise Refused(*(_problem(finding) for finding in loaded.diagnostics if finding.severity == "error"))
    return loaded.app


def _problem(finding: Diagnostic) -> Problem:
    place = finding.place
    values = {"line": str(place.line), "column": str(place.column), "code": finding.code, "what": finding.sentence}
    return Problem((place.file,), "definition-wrong", values)


def _told(version: AppVersion) -> Json:
    return {
        "app": version.app,
        "version": version.version,
        "hash": version.hash,
        "at": version.published_at,
        "by": version.published_by,
        "origin": version.origin,
    }
