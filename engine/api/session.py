"""Who is asking: the session cookie, and nothing a request says about itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response

from engine.lang.problems import SignedOut
from engine.runtime.engine import Engine
from engine.runtime.entrance import Entrance
from engine.storage.people import Person

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


async def signed_in(request: Request, entrance: EntranceHere) -> Person:
    token = request.cookies.get(cookie_name(request))
    person = await entrance.person_of(token) if token else None
    if person is None:
        raise SignedOut
    return person


PersonHere = Annotated[Person, Depends(signed_in)]


def keep(request: Request, response: Response, token: str) -> None:
    """Give the browser its session: readable by the server only, sent to this site only."""
    response.set_cookie(
        cookie_name(request), token, path="/", httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )


def forget(request: Request, response: Response) -> None:
    response.delete_cookie(cookie_name(request), path="/")
