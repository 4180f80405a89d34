"""Records of a form: listing, reading, sending, changing, deleting, and the choices of a link field."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Annotated

import orjson
from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from engine.api.answers import Answer
from engine.api.narrowing import Day, Only
from engine.api.sent import FORM, RecordId
from engine.api.session import EngineHere, PersonHere
from engine.lang.problems import Problem, Refused
from engine.runtime import deletion, listing, lookup, present
from engine.runtime.export_sheet import export_records
from engine.runtime.narrowing import Narrowed
from engine.runtime.print_record import print_record
from engine.runtime.turn import Turn

router = APIRouter(prefix=FORM, tags=["records"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES_FROM_PRINT = "../" * 6 + "files/"
"""Where files are, seen from the page of a record on paper: up from `print` to `/api/`, wherever that stands."""


MarkKey = Annotated[str | None, Query(max_length=4000)]
"""What a mark of a chart stands for; that of Other names every group it leaves out."""


class Deletion(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    rev: int = Field(ge=1, le=2**31)


def asked(
    q: Annotated[str, Query(max_length=200)] = "",
    filter: Annotated[list[str] | None, Query(max_length=20)] = None,
    sort: Annotated[str, Query(max_length=60)] = "-created_at",
    drill: Annotated[str | None, Query(max_length=120)] = None,
    key: MarkKey = None,
    series: MarkKey = None,
    since: Day = None,
    until: Day = None,
    only: Only = None,
) -> listing.Wanted:
    """Which records a list is asked for, on the page and in a workbook alike."""
    drilled = listing.Drill.of(drill, key, series, Narrowed(since, until, tuple(only or ())))
    return listing.Wanted(q, tuple(filter or ()), sort, drill=drilled)


Asked = Annotated[listing.Wanted, Depends(asked)]


@router.get("/records", summary="Records this person may see, a page at a time", response_class=Answer)
async def page(
    app: str,
    form: str,
    person: PersonHere,
    engine: EngineHere,
    asked: Asked,
    after: Annotated[str | None, Query(max_length=400)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Answer:
    wanted = asked._replace(after=after, limit=limit)
    return Answer(await engine.look(person, app, lambda turn: listing.page(turn, form, wanted)))


@router.get("/records.xlsx", summary="The same list, whole, as a workbook", response_class=Response)
async def workbook(app: str, form: str, person: PersonHere, engine: EngineHere, asked: Asked) -> Response:
    content = await engine.look(person, app, lambda turn: export_records(turn, form, asked))
    headers = {"Content-Disposition": f"attachment; filename={form}.xlsx", "Cache-Control": "no-store"}
    return Response(content, media_type=XLSX, headers=headers)


@router.get("/records/{id}", summary="One record", response_class=Answer)
async def read(app: str, form: str, id: RecordId, person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look(person, app, lambda turn: listing.one(turn, form, id)))


@router.get("/records/{id}/print", summary="One record on paper", response_class=Response)
async def on_paper(app: str, form: str, id: RecordId, person: PersonHere, engine: EngineHere) -> Response:
    nonce = token_urlsafe(16)
    text = await engine.look(person, app, lambda turn: print_record(turn, form, id, FILES_FROM_PRINT, nonce))
    policy = f"default-src 'none'; img-src 'self'; style-src 'nonce-{nonce}'; base-uri 'none'; frame-ancestors 'none'"
    headers = {"Content-Security-Policy": f"{policy}; form-action 'none'", "Cache-Control": "no-store"}
    return Response(text, media_type="text/html; charset=utf-8", headers=headers)


@router.delete("/records/{id}", summary="Delete a record; it can be restored", status_code=204)
async def remove(app: str, form: str, id: RecordId, body: Deletion, person: PersonHere, engine: EngineHere) -> None:
    await engine.act(person, app, lambda turn: deletion.delete(turn, form, id, body.rev))


@router.get("/deleted", summary="Deleted records this person may restore", response_class=Answer)
async def deleted(app: str, form: str, person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look(person, app, lambda turn: deletion.deleted(turn, form)))


@router.post("/records/{id}/restore", summary="Bring a deleted record back", response_class=Answer)
async def restore(app: str, form: str, id: RecordId, body: Deletion, person: PersonHere, engine: EngineHere) -> Answer:
    def command(turn: Turn) -> object:
        return present.record(turn, form, deletion.restore(turn, form, id, body.rev))

    return Answer(await engine.act(person, app, command))


@router.get("/records/{id}/history", summary="Every revision of a record, field by field", response_class=Answer)
async def history(app: str, form: str, id: RecordId, person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look(person, app, lambda turn: listing.history(turn, form, id)))


@router.get("/records/{id}/timeline", summary="What happened to a record, and by whom", response_class=Answer)
async def timeline(app: str, form: str, id: RecordId, person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look(person, app, lambda turn: listing.timeline(turn, form, id)))


@router.get("/records/{id}/why", summary="What happened to a record by itself, and why", response_class=Answer)
async def why(app: str, form: str, id: RecordId, person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.look(person, app, lambda turn: listing.why(turn, form, id)))


@router.get(
    "/lookup/{field:path}", summary="Records a link field may take, given the record so far", response_class=Answer
)
async def choices(
    app: str,
    form: str,
    field: str,
    person: PersonHere,
    engine: EngineHere,
    q: Annotated[str, Query(max_length=200)] = "",
    values: Annotated[str, Query(max_length=20000)] = "{}",
) -> Answer:
    try:
        so_far = orjson.loads(values)
    except orjson.JSONDecodeError as error:
        raise Refused(Problem(("values",), "malformed")) from error
    if not isinstance(so_far, dict):
        raise Refused(Problem(("values",), "malformed"))
    return Answer(await engine.look(person, app, lambda turn: lookup.choices(turn, form, field, q, so_far)))
