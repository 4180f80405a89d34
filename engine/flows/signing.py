"""What `approve` and `task` have in common: people who get a task, fields to fill in, a time limit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import Field

from engine.flows.due import SpanText, due
from engine.flows.node import Env, Node, Wait
from engine.flows.people import ADMIN, Finder, find
from engine.flows.state import Assignee, Note
from engine.flows.step import Step, Wiring
from engine.lang.addresses import Address, AddressList
from engine.lang.diagnostics import did_you_mean
from engine.lang.model import Many, Name
from engine.lang.problems import Path


class SignedStep(Step):
    """A step that waits for people."""

    by: AddressList = Field(min_length=1)
    edit: Many[Name] = ()
    require: Many[Name] = ()
    within: SpanText | None = None

    def addresses(self) -> tuple[tuple[Path, Address], ...]:
        return tuple((("by",), Address.parse(text)) for text in self.by)

    def finders(self, wiring: Wiring) -> tuple[Finder, ...]:
        return tuple(_finder(Address.parse(text), wiring) for text in self.by)

    def check_fields(self, wiring: Wiring) -> None:
        """Every field named to be written here has to be a field of the form."""
        for key, names in (("edit", self.edit), ("require", self.require)):
            for index, name in enumerate(names):
                if name not in wiring.fields:
                    sentence = f"'{name}' is no field of this flow's form"
                    way_out = did_you_mean(name, sorted(wiring.fields))
                    wiring.checker.flaw((*wiring.path, key, index), "field-unknown", sentence, way_out)


def _finder(address: Address, wiring: Wiring) -> Finder:
    if address.kind != "field":
        return Finder(address)
    found = wiring.checker.expression((*wiring.path, "by"), address.name)
    return Finder(address, found)


@dataclass(frozen=True, kw_only=True)
class SignedNode(Node):
    """A node that waits for people."""

    by: tuple[Finder, ...]
    fields: tuple[str, ...]
    needed: tuple[str, ...]
    within: str | None

    @property
    def reads(self) -> bool:
        return any(finder.field for finder in self.by)

    @property
    def edit(self) -> tuple[str, ...]:
        return self.fields

    def required(self, outcome: str) -> tuple[str, ...]:
        del outcome
        return self.needed

    def due(self, opened_at: datetime) -> datetime | None:
        return due(opened_at, self.within)

    def assignees(self, env: Env, initiator: str | None) -> tuple[Assignee, ...]:
        return find(self.by, env.values, env.people, initiator)

    def wait(self, env: Env, groups: tuple[tuple[Assignee, ...], ...]) -> Wait:
        """Tasks for these groups; when nobody was found, one for the administrators, and a note that says so."""
        waiting = Wait(groups, self.due(env.now))
        if groups:
            return waiting
        nobody = Note(self.id, "nobody-found", {"node": f"{self.title.zh}|{self.title.en}"})
        return replace(waiting, groups=((ADMIN,),), notes=(nobody,))
