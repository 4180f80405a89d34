"""Photos and attachments, kept by their content hash."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Header, Path, Request, Response

from engine.api.answers import Answer
from engine.api.session import EngineHere, PersonHere
from engine.runtime import shelf

router = APIRouter(prefix="/api/files", tags=["files"])
INLINE = frozenset({"image/jpeg", "image/png", "image/webp"})


@router.post(
    "", summary="Store a file; the answer is what a record's photo field holds", response_class=Answer, status_code=201
)
async def store(
    request: Request,
    person: PersonHere,
    engine: EngineHere,
    x_file_name: Annotated[str, Header(max_length=600)] = "",
) -> Answer:
    content = await request.body()
    return Answer(await shelf.store_file(engine, person, content, unquote(x_file_name)), 201)


@router.get("/{hash}", summary="A file this person may see")
async def fetch(
    hash: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")], person: PersonHere, engine: EngineHere
) -> Response:
    file, content = await shelf.fetch_file(engine, person, hash)
    shown = "inline" if file.type in INLINE else "attachment"
    headers = {
        "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(file.name or hash)}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, max-age=31536000, immutable",
    }
    return Response(content, media_type=file.type, headers=headers)
