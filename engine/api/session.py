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


def engine_of(request: Request) -> Engine:
    engine = request.app.state.engine
    assert isinstance(engine, Engine)
    return engine


def entrance_of(request: Request) -> Entrance:
    entrance = request.app.state.entrance
    assert isinstance(entrance, Entrance)
    return entrance


EngineHere = Annotated[Engine, Depends(engine_of)]
EntranceHere = Annotated[Entrance, Depends(entrance_of)]


def _secret(request: Request, shown: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]) -> str | None:
    """The token in the header; none where there is no such header, an empty one where it holds something else."""
    if "authorization" not in request.headers:
        return None
    return shown.credentials if shown is not None else ""


async def signed_in(
    request: Request, entrance: EntranceHere, secret: Annotated[str | None, Depends(_secret)]
) -> Person:
    """Who comes with a token is that person with what the token allows; a cookie beside it counts for nothing."""
    if secret is not None:
        return await _bearer(request, entrance, secret)
    token = request.cookies.get(cookie_name(request))
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


PersonHere = Annotated[Person, Depends(signed_in)]


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
