"""Who is asking: the session cookie, and nothing a request says about itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from engine.api.guard import SAFE_METHODS
from engine.lang.problems import Forbidden, Problem, SignedOut
from engine.runtime.engine import Engine
from engine.runtime.entrance import Entrance
from engine.storage.people import Person

BEARER = HTTPBearer(auto_error=False, description="An API token of a person or a service: `sy_…`")
PLAIN_COOKIE = "suyuan"
SECURE_COOKIE = "__Host-suyuan"


def cookie_name(request: Request) -> str:
    return SECURE_COOKIE if request.url.scheme == "https" else PLAIN_COOKIE


async def engine_of(request: Request) -> Engine:
    engine = request.app.state.engine
    assert isinstance(engine, Engine)
    return engine


async def entrance_of(request: Request) -> Entrance:
    entrance = request.app.state.entrance
    assert isinstance(entrance, Entrance)
    return entrance


EngineHere = Annotated[Engine, Depends(engine_of)]
EntranceHere = Annotated[Entrance, Depends(entrance_of)]


def _secret(request: Request) -> str | None:
    """The token in the header; none where there is no such header, an empty one where it holds something else."""
    if "authorization" not in request.headers:
        return None
    scheme, _, shown = request.headers["authorization"].partition(" ")
    return shown.strip() if scheme.lower() == "bearer" else ""


def session_of(request: Request) -> str | None:
    """The token of the session a request belongs to; a cookie beside an API token counts for nothing."""
    return request.cookies.get(cookie_name(request)) if _secret(request) is None else None


async def signed_in(request: Request) -> Person:
    """Who comes with a token is that person with what the token allows."""
    entrance, secret = await entrance_of(request), _secret(request)
    if secret is not None:
        return await _bearer(request, entrance, secret)
    token = session_of(request)
    person = await entrance.person_of(token) if token else None
    if person is None:
        raise SignedOut
    return person


async def _bearer(request: Request, entrance: Entrance, secret: str) -> Person:
    bearer = await entrance.bearer_of(secret)
    if bearer is None:
        raise SignedOut
    if bearer.token.read_only and request.method not in SAFE_METHODS:
        raise Forbidden(Problem((), "token-reads"))
    return bearer


async def _documented(
    request: Request, shown: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]
) -> Person:
    del shown
    return await signed_in(request)


PersonHere = Annotated[Person, Depends(_documented)]


async def in_person(person: PersonHere) -> Person:
    """What only the person does: a program makes no tokens and lets nobody in."""
    if person.via is not None:
        raise Forbidden(Problem((), "not-by-token"))
    return person


async def looking_after(person: Annotated[Person, Depends(in_person)]) -> Person:
    """An administrator: looks after people and departments."""
    if not person.administrator:
        raise Forbidden
    return person


InPerson = Annotated[Person, Depends(in_person)]
Administrator = Annotated[Person, Depends(looking_after)]


def keep(request: Request, response: Response, token: str) -> None:
    """Give the browser its session: readable by the server only, sent to this site only."""
    response.set_cookie(
        cookie_name(request), token, path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )


def forget(request: Request, response: Response) -> None:
    response.delete_cookie(cookie_name(request), path="/")
