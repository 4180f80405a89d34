"""API tokens of the person who is signed in, and those an administrator makes for services."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from engine.api.answers import Answer
from engine.api.session import Administrator, EngineHere, InPerson
from engine.api.texts import Text
from engine.runtime import tokens
from engine.runtime.engine import Engine
from engine.runtime.office import By
from engine.storage.people import Person

router = APIRouter(prefix="/api", tags=["tokens"])
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class TokenWanted(BaseModel):
    """`apps`: the only apps it opens; none named means all of the person's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text = Field(min_length=1, max_length=100)
    apps: Annotated[list[Text], Field(max_length=50)] = []
    read_only: Annotated[bool, Field(strict=True)] = False
    expires_at: AwareDatetime | None = None

    def wanted(self) -> tokens.Wanted:
        expires: datetime | None = self.expires_at
        return tokens.Wanted(self.name, tuple(self.apps), self.read_only, expires)


@router.get("/me/tokens", summary="The API tokens of this person", response_class=Answer)
async def own(person: InPerson, engine: EngineHere) -> Answer:
    return Answer(await engine.read(lambda connection: tokens.standing(connection, person.id)))


@router.post("/me/tokens", summary="Make an API token; it is shown once", response_class=Answer, status_code=201)
async def make_own(body: TokenWanted, person: InPerson, engine: EngineHere) -> Answer:
    return await _made(engine, person.id, body, person)


@router.delete("/me/tokens/{token}", summary="Revoke an API token", status_code=204)
async def revoke_own(token: Id, person: InPerson, engine: EngineHere) -> None:
    await _revoked(engine, person.id, token, person)


@router.get("/people/{person}/tokens", summary="The API tokens of somebody", response_class=Answer)
async def theirs(person: Id, administrator: Administrator, engine: EngineHere) -> Answer:
    del administrator
    return Answer(await engine.read(lambda connection: tokens.standing(connection, person)))


@router.post(
    "/people/{person}/tokens", summary="Make an API token for a service", response_class=Answer, status_code=201
)
async def make_theirs(person: Id, body: TokenWanted, administrator: Administrator, engine: EngineHere) -> Answer:
    return await _made(engine, person, body, administrator)


@router.delete("/people/{person}/tokens/{token}", summary="Revoke an API token of somebody", status_code=204)
async def revoke_theirs(person: Id, token: Id, administrator: Administrator, engine: EngineHere) -> None:
    await _revoked(engine, person, token, administrator)


async def _made(engine: Engine, owner: str, body: TokenWanted, by: Person) -> Answer:
    known, doer = frozenset(engine.installed), By.of(by, engine.clock())

    def command(connection: Connection) -> object:
        return tokens.issue(connection, owner, body.wanted(), by=doer, known=known)

    return Answer(await engine.write(command), 201)


async def _revoked(engine: Engine, owner: str, token: str, by: Person) -> None:
    doer = By.of(by, engine.clock())
    await engine.write(lambda connection: tokens.end(connection, owner, token, doer))
