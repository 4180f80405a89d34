"""The `cc` node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from engine.flows.node import Copies, Env, Node
from engine.flows.people import Finder, Search, each_person, find
from engine.flows.rights import FieldPath, FieldRights
from engine.flows.rights_checked import check_rights
from engine.flows.state import CaseState
from engine.flows.step import Step, Wiring
from engine.lang.addresses import Address, AddressList
from engine.lang.model import Many, Name
from engine.lang.problems import Path


class Cc(Step):
    """Tells people of the case and goes on at once.

    Each person is told once in a case; a role means whoever holds it then. Nobody being found stops nothing.
    Who was told may read the record and its case from then on, less what `hide` names and what their roles hide.
    """

    kind: ClassVar[str] = "cc"
    example: ClassVar[str] = "{cc: tell_quality, to: [role:quality_director, initiator], hide: [cost]}"

    cc: Name
    to: AddressList = Field(min_length=1)
    hide: Many[FieldPath] = ()
    """Fields or columns that are not shown to those who are told."""

    def addresses(self) -> Iterator[tuple[Path, Address]]:
        yield from ((("to",), Address.parse(text)) for text in self.to)

    def compile(self, wiring: Wiring) -> CcNode:
        rights = FieldRights(hide=frozenset(self.hide))
        check_rights(rights, wiring)
        to = tuple(wiring.finder(("to",), text) for text in self.to)
        return CcNode(id=self.id, title=self.label, next=wiring.next, to=to, field_rights=rights)


@dataclass(frozen=True, kw_only=True)
class CcNode(Node):
    """Passed at once."""

    to: tuple[Finder, ...]
    field_rights: FieldRights

    @property
    def rights(self) -> FieldRights:
        return self.field_rights

    def enter(self, env: Env, case: CaseState) -> Copies:
        found = find(self.to, Search(env.values, env.people, case.initiator, case.last_decider))
        return Copies(each_person(found, env.people), self.next)
