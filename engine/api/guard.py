"""What every request must pass: body size, same origin for writes; and the headers that every answer gets."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.api.errors import problem_document
from engine.api.headers import HEADERS
from engine.lang.wording import wording

BODY_LIMIT = 16 * 1024 * 1024
"""Bytes of one request; a photo of a phone, downscaled, is below 1 MB."""

STATUS: Mapping[str, int] = {"too-large": 413, "malformed": 422}
"""Of what is refused here; everything else is forbidden."""
_EVERYWHERE = tuple((name.lower().encode(), value.encode()) for name, value in HEADERS.items())
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, application: ASGIApp) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        headers = Headers(scope=scope)
        code = _objection(scope["method"], scope["path"], headers) if _storable(scope) else "malformed"
        if code is not None:
            await problem_document(STATUS.get(code, 403), code, wording(code, {}), problems=[])(
                scope, receive, _with_headers(send)
            )
            return
        await self.application(scope, _bounded(receive), _with_headers(send))


def _storable(scope: Scope) -> bool:
    """An address holds no NUL: no value there has one, and PostgreSQL takes none."""
    return "\0" not in scope["path"] and b"%00" not in scope["query_string"] and b"\0" not in scope["query_string"]


def _objection(method: str, path: str, headers: Headers) -> str | None:
    """Why a request is refused before anyone looks at it."""
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > BODY_LIMIT:
        return "too-large"
    if method in SAFE_METHODS:
        return None
    if "authorization" not in headers and _from_elsewhere(headers):
        return "cross-origin"
    json = headers.get("content-type", "").split(";")[0] == "application/json"
    return None if json or path == "/api/files" else "not-json"


def _from_elsewhere(headers: Headers) -> bool:
    """Whether a page of another site sends this with the person's cookie. No such page can send an authorization."""
    origin = headers.get("origin")
    if origin is not None and origin.partition("://")[2] != headers.get("host"):
        return True
    return headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}


def _bounded(receive: Receive) -> Receive:
    received = 0

    async def bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > BODY_LIMIT:
            raise HTTPException(413)
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name for name, _ in message["headers"]}
            message["headers"].extend(header for header in _EVERYWHERE if header[0] not in given)
        await send(message)

    return wrapped
