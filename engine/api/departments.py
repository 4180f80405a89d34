"""Departments: everybody of the house reads the tree, administrators change it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from engine.api.answers import Answer
from engine.api.session import Administrator, EngineHere, PersonHere
from engine.api.texts import Text
from engine.runtime import organisation
from engine.runtime.office import By

router = APIRouter(prefix="/api/departments", tags=["departments"])
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Short = Annotated[Text, Field(min_length=1, max_length=200)]


class DepartmentSaid(BaseModel):
    """What is left out stays as it is; null clears."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    code: Annotated[str, Field(pattern=organisation.CODE)] | None = None
    name: Short | None = None
    name_en: Short | None = None
    parent: Short | None = Field(default=None, description="code of the department it is part of")
    head: Short | None = Field(default=None, description="login of its head")

    def said(self) -> dict[str, Any]:
        said = self.model_dump(exclude_unset=True)
        return {name: value for name, value in said.items() if value is not None or name not in ("code", "name")}


class NewDepartment(DepartmentSaid):
    code: Annotated[str, Field(pattern=organisation.CODE)]
    name: Short


@router.get("", summary="The departments, each with what it is part of", response_class=Answer)
async def tree(person: PersonHere, engine: EngineHere) -> Answer:
    return Answer(await engine.read(lambda connection: organisation.describe_tree(connection, person)))


@router.post("", summary="Add a department", response_class=Answer, status_code=201)
async def add(body: NewDepartment, administrator: Administrator, engine: EngineHere) -> Answer:
    by = By.of(administrator, engine.clock())
    return Answer(await engine.write(lambda connection: organisation.add(connection, body.said(), by)), 201)


@router.put("/{department}", summary="Rename or move a department, or give it a head", response_class=Answer)
async def change(department: Id, body: DepartmentSaid, administrator: Administrator, engine: EngineHere) -> Answer:
    by = By.of(administrator, engine.clock())
    return Answer(await engine.write(lambda connection: organisation.change(connection, department, body.said(), by)))


@router.delete("/{department}", summary="Remove a department nobody is in", status_code=204)
async def remove(department: Id, administrator: Administrator, engine: EngineHere) -> None:
    by = By.of(administrator, engine.clock())
    await engine.write(lambda connection: organisation.remove(connection, department, by))
