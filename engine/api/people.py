"""People, for administrators: who may sign in, where they belong, what they may do."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Connection

from engine.api.answers import Answer
from engine.api.session import Administrator, EngineHere
from engine.api.texts import Text
from engine.lang.problems import NotFound, Problem, Refused
from engine.runtime import members
from engine.runtime.engine import Engine
from engine.runtime.office import By
from engine.storage import people
from engine.storage.people import Person

router = APIRouter(prefix="/api/people", tags=["people"])
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Short = Annotated[Text, Field(min_length=1, max_length=200)]
Json = dict[str, object]


class Member(BaseModel):
    """What is left out stays as it is; null clears. `roles` of an app replace those held there."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    name: Short | None = None
    language: Literal["zh", "en"] | None = None
    email: Short | None = None
    department: Short | None = Field(default=None, description="code of the department")
    manager: Short | None = Field(default=None, description="login of the manager")
    organisation: Short | None = Field(default=None, description="record id of the organisation, for outsiders")
    service: bool = False
    administrator: bool = False
    active: bool = True
    roles: dict[Short, Annotated[list[Short], Field(max_length=100)]] = {}

    def said(self) -> dict[str, Any]:
        said = self.model_dump(exclude_unset=True, exclude={"login", "roles", "active"})
        return {name: value for name, value in said.items() if value is not None or name not in ("name", "language")}


class NewMember(Member):
    login: Short


@router.get("", summary="Everybody who may sign in", response_class=Answer)
async def everybody(administrator: Administrator, engine: EngineHere) -> Answer:
    del administrator

    def query(connection: Connection) -> list[Json]:
        return [members.describe_member(connection, one) for one in people.all_people(connection)]

    return Answer(await engine.read(query))


@router.post("", summary="Let somebody in; the answer holds a one-time sign-in link", status_code=201)
async def let_in(body: NewMember, administrator: Administrator, engine: EngineHere) -> Answer:
    by = By.of(administrator, engine.clock())

    def command(connection: Connection) -> Json:
        person = members.keep(connection, body.login, body.said(), by=by, new=True)
        members.keep_roles(connection, person.id, body.roles, engine.roles(), by=by, add=False)
        link = None if person.service else members.invite(connection, person, by)
        return {**members.describe_member(connection, person), "link": link}

    return Answer(await engine.write(command), 201)


@router.get("/{person}", summary="Somebody who may sign in", response_class=Answer)
async def one(person: Id, administrator: Administrator, engine: EngineHere) -> Answer:
    del administrator
    return Answer(await engine.read(lambda c: members.describe_member(c, _standing(c, person))))


@router.put("/{person}", summary="Change somebody; switch them off or on", response_class=Answer)
async def change(person: Id, body: Member, administrator: Administrator, engine: EngineHere) -> Answer:
    return Answer(await engine.write(lambda connection: _changed(connection, engine, person, body, administrator)))


@router.post("/{person}/link", summary="A one-time sign-in link for somebody", status_code=201)
async def link(person: Id, administrator: Administrator, engine: EngineHere) -> Answer:
    by = By.of(administrator, engine.clock())

    def command(connection: Connection) -> Json:
        standing = _standing(connection, person)
        if standing.service or not standing.active:
            raise Refused(Problem((), "no-link"))
        return {"link": members.invite(connection, standing, by)}

    return Answer(await engine.write(command), 201)


def _standing(connection: Connection, person_id: str) -> Person:
    person = people.person_by_id(connection, person_id)
    if person is None:
        raise NotFound(Problem((), "not-found"))
    return person


def _changed(connection: Connection, engine: Engine, person_id: str, body: Member, administrator: Person) -> Json:
    person = _standing(connection, person_id)
    said, asked = body.said(), body.model_fields_set
    if person.id == administrator.id and (not body.active or said.get("administrator") is False):
        raise Refused(Problem((), "not-yourself"))
    by = By.of(administrator, engine.clock())
    person = members.keep(connection, person.login, said, by=by, new=False)
    members.keep_roles(connection, person.id, body.roles, engine.roles(), by=by, add=False)
    if "active" in asked and body.active != person.active:
        person = members.switch(connection, person.id, by=by, active=body.active)
    return members.describe_member(connection, person)
