"""Records sent: new ones and changed ones, submitted or as drafts. What people do most, so its way is short."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from engine.api.answers import Answer
from engine.api.lean import LeanRoute
from engine.api.session import BEARER, engine_of, entrance_of, session_of, signed_in
from engine.forms.form import Form
from engine.lang.problems import Problem, Refused
from engine.runtime import present, submit
from engine.runtime.sending import Sending
from engine.runtime.turn import Turn

FORM = "/api/apps/{app}/forms/{form}"
RecordId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
QUICKLY_READ = 100_000
"""Bytes up to which a body is read here; a larger one would keep everybody waiting, and is read in its transaction."""

router = APIRouter(prefix=FORM, tags=["records"], dependencies=[Depends(BEARER)], route_class=LeanRoute)


class Sent(BaseModel):
    """A record as a client sends it. The id is made where the record is made and makes sending idempotent."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: RecordId
    rev: int | None = Field(default=None, ge=1, le=2**31)
    state: Literal["draft", "submitted"] = "submitted"
    values: dict[str, Any]


@router.post("/records", summary="Send a record: submitted, or as a draft", response_class=Answer, status_code=201)
async def send(request: Request, app: str, form: str, body: Sent) -> Answer:
    return await _store(request, app, form, body, 201)


@router.put("/records/{id}", summary="Change a record at the revision one has seen", response_class=Answer)
async def change(request: Request, app: str, form: str, id: RecordId, body: Sent) -> Answer:
    if body.id != id:
        raise Refused(Problem(("id",), "malformed"))
    return await _store(request, app, form, body, 200)


async def _store(request: Request, app: str, form: str, body: Sent, status: int) -> Answer:
    engine, entrance, token = await engine_of(request), await entrance_of(request), session_of(request)
    known = engine.form(app, form) if len(await request.body()) <= QUICKLY_READ else None
    early = None if known is None else _read(known, body)

    def command(turn: Turn) -> object:
        sending = early or _read(turn.form(form), body)
        record = submit.send(turn, form, body.id, sending)
        return present.record(turn, form, record) | {"messages": present.messages(turn)}

    if token:
        return Answer(await entrance.act(token, app, command, together=f"{app}.{form}"), status)
    return Answer(await engine.act(await signed_in(request), app, command), status)


def _read(form: Form, body: Sent) -> Sending:
    return Sending.read(form, body.values, rev=body.rev, draft=body.state == "draft")
