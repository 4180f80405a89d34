"""What `approve` and `task` have in common: people who get a task, fields to fill in, a deadline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import Field

from engine.calendar.span import SpanText
from engine.flows.deadline import Deadline
from engine.flows.limit import Limit, compile_limit
from engine.flows.node import Env, Fail, Node, Pass, Wait
from engine.flows.people import ADMIN, Search, each_person, find
from engine.flows.rights import FieldPath, FieldRights
from engine.flows.rights_checked import check_rights
from engine.flows.signers import Empty, Own, Signers
from engine.flows.state import CaseState, TaskState
from engine.flows.step import Step, Wiring
from engine.lang.addresses import Address, AddressList
from engine.lang.model import Many, Name
from engine.lang.problems import Path


class SignedStep(Step):
    """A step that waits for people."""

    by: AddressList = Field(min_length=1)
    empty: Empty = "admins"
    """When nobody is found: the administrators get the task (`admins`), the step is passed (`pass`), or the case is
    stuck until an administrator has put it right (`fail`). It is recorded."""
    own: Own = Field(default="allow", alias="self")
    """When the person who started the flow would sign: `allow`, `skip` them, or the `manager` in their place."""
    edit: Many[FieldPath] = ()
    """Fields that may be written here, or columns of a table: `lines.checked`."""
    require: Many[Name] = ()
    """Fields that must be filled in, and so may be written."""
    hide: Many[FieldPath] = ()
    """Fields or columns that are not shown with this task, whatever else its people may see."""
    rows: Mapping[Name, Many[Literal["add", "delete"]]] = {}
    """What may be done with the rows of a table of which only columns may be written."""
    deadline: SpanText | Deadline | None = None
    """`8 working hours`, or a deadline with reminders and what happens when it has passed."""

    def addresses(self) -> Iterator[tuple[Path, Address]]:
        yield from ((("by",), Address.parse(text)) for text in self.by)
        for at, level in self.limited.escalations if self.limited else ():
            yield from ((("deadline", *at, "to"), Address.parse(text)) for text in level.to)

    @property
    def limited(self) -> Deadline | None:
        return Deadline(within=self.deadline) if isinstance(self.deadline, str) else self.deadline

    def signers(self, wiring: Wiring, *, everybody: bool = False) -> Signers:
        by = tuple(wiring.finder(("by",), text) for text in self.by)
        return Signers(by=by, everybody=everybody, empty=self.empty, own=self.own)

    def rights(self, wiring: Wiring) -> FieldRights:
        rights = FieldRights(self.edit, self.require, frozenset(self.hide), self.rows)
        check_rights(rights, wiring)
        return rights

    def limit(self, wiring: Wiring, outcomes: tuple[str, ...]) -> Limit:
        """The deadline for use; `outcomes` are those it may decide by itself."""
        return compile_limit(self.limited, wiring, outcomes)


@dataclass(frozen=True, kw_only=True)
class SignedNode(Node):
    """A node that waits for people."""

    signers: Signers
    field_rights: FieldRights
    limit: Limit

    def after(self, outcome: str) -> str | None:
        """Where a case goes when this is decided."""
        del outcome
        return self.next

    def by_itself(self) -> tuple[str | None, ...]:
        passed = (self.next,) if self.signers.passes else ()
        return passed if self.auto is None else (*passed, self.after(self.auto))

    @property
    def rights(self) -> FieldRights:
        return self.field_rights

    def required(self, outcome: str) -> tuple[str, ...]:
        del outcome
        return self.field_rights.require

    def enter(self, env: Env, case: CaseState) -> Wait | Pass | Fail:
        asked = self.signers.ask(self.id, self.title, self.next, env, case)
        if not isinstance(asked, Wait):
            return asked
        schedule = self.limit.schedule(env)
        return replace(asked, schedule=schedule, notes=(*asked.notes, *self.limit.unsure(self.id, schedule, env)))

    @property
    def auto(self) -> str | None:
        return self.limit.auto

    def escalate(self, index: int, task: TaskState, env: Env, case: CaseState) -> TaskState:
        """The administrators get it where nobody is found. Who is barred stays barred."""
        level = self.limit.levels[index]
        led = each_person(task.assignees, env.people)
        found = find(level.to, Search(env.values, env.people, case.initiator, case.last_decider, led)) or (ADMIN,)
        kept = () if level.replaces else task.assignees
        return replace(task, assignees=tuple(dict.fromkeys((*kept, *found))))
