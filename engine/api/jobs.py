"""Failed jobs, for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from engine.api.answers import Answer
from engine.api.session import Administrator, EngineHere
from engine.lang.problems import NotFound, Problem
from engine.runtime.jobs import describe_failed, retry_jobs
from engine.runtime.office import By

router = APIRouter(prefix="/api/jobs", tags=["jobs"])


@router.get("/failed", summary="Jobs that were given up, with the last error", response_class=Answer)
async def failed(administrator: Administrator, engine: EngineHere) -> Answer:
    del administrator
    return Answer(await engine.read(describe_failed))


@router.post("/{job}/retry", summary="Give a failed job another round of tries", status_code=204)
async def again(
    job: Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,64}$")], administrator: Administrator, engine: EngineHere
) -> None:
    by = By.of(administrator, engine.clock())
    if not await engine.write(lambda connection: retry_jobs(connection, [job], by)):
        raise NotFound(Problem((), "not-found"))
