"""The inbox, and decisions on its tasks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from engine.api.answers import Answer
from engine.api.session import EngineHere, PersonHere
from engine.api.texts import Text
from engine.runtime import decide, inbox, present
from engine.runtime.turn import Turn

router = APIRouter(prefix="/api/tasks", tags=["tasks"])
TaskId = Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]


class Decision(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    outcome: Text = Field(max_length=60)
    values: dict[str, Any] = Field(default_factory=dict)
    comment: Text = Field(default="", max_length=4000)
    rev: int | None = Field(default=None, ge=1, le=2**31)


@router.get("", summary="Tasks: to do, done, or started by this person", response_class=Answer)
async def tasks(person: PersonHere, engine: EngineHere, box: Literal["todo", "done", "started"] = "todo") -> Answer:
    return Answer(await engine.look_everywhere(person, lambda turn: inbox.tasks(turn, box)))


@router.get("/{id}", summary="One task, with its record and what can be decided", response_class=Answer)
async def task(id: TaskId, person: PersonHere, engine: EngineHere) -> Answer:
    app = await engine.app_of_task(id)
    return Answer(await engine.look(person, app, lambda turn: inbox.task(turn, id)))


@router.post("/{id}/decide", summary="Decide a task", response_class=Answer)
async def decision(id: TaskId, body: Decision, person: PersonHere, engine: EngineHere) -> Answer:
    app = await engine.app_of_task(id)

    def command(turn: Turn) -> object:
        decide.decide(turn, id, body.outcome, body.values, body.comment, body.rev)
        return inbox.decided(turn, id) | {"messages": present.messages(turn)}

    return Answer(await engine.act(person, app, command))
