"""Signing in by password or one-time link, signing out, and who one is."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from engine.api.session import EngineHere, EntranceHere, PersonHere, cookie_name, forget, keep
from engine.api.texts import Text
from engine.runtime.people import describe_person

router = APIRouter(prefix="/api", tags=["sign-in"])


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Password(Strict):
    login: Text = Field(max_length=200)
    password: Text = Field(max_length=1000)


class Link(Strict):
    token: Text = Field(max_length=200)


class Language(Strict):
    language: Literal["zh", "en"]


@router.post("/sign-in", summary="Sign in with login and password")
async def by_password(
    body: Password, request: Request, response: Response, engine: EngineHere, entrance: EntranceHere
) -> dict[str, object]:
    address = request.client.host if request.client else ""
    person, token = await entrance.by_password(body.login, body.password, address)
    keep(request, response, token)
    return await engine.read(lambda connection: describe_person(connection, person))


@router.post("/sign-in/link", summary="Sign in with a one-time link")
async def by_link(
    body: Link, request: Request, response: Response, engine: EngineHere, entrance: EntranceHere
) -> dict[str, object]:
    person, token = await entrance.by_link(body.token)
    keep(request, response, token)
    return await engine.read(lambda connection: describe_person(connection, person))


@router.post("/sign-out", summary="Sign out on this device", status_code=204)
async def sign_out(request: Request, response: Response, entrance: EntranceHere) -> None:
    token = request.cookies.get(cookie_name(request))
    if token:
        await entrance.leave(token)
    forget(request, response)


@router.get("/me", summary="Who is signed in")
async def me(person: PersonHere, engine: EngineHere) -> dict[str, object]:
    return await engine.read(lambda connection: describe_person(connection, person))


@router.put("/me/language", summary="The language this person reads")
async def speak(body: Language, person: PersonHere, engine: EngineHere, entrance: EntranceHere) -> dict[str, object]:
    changed = await entrance.speak(person, body.language)
    return await engine.read(lambda connection: describe_person(connection, changed))
