"""A step as written, and what it needs to become a node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.flows.node import Node
from engine.flows.outcome import ChoicesOf
from engine.flows.people import Finder
from engine.lang.addresses import Address
from engine.lang.checker import Checker
from engine.lang.expressions import NOTHING, TEXT, ListType, RecordType, Type
from engine.lang.expressions.types import UNKNOWN, words
from engine.lang.labels import Label, LabelText
from engine.lang.model import Definition
from engine.lang.problems import Path


@dataclass(frozen=True, slots=True)
class Block:
    """A list of steps inside a step, and where it stands in it."""

    path: Path
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Wiring:
    """What a step needs to become a node: its place, where to go afterwards, who may be gone back to."""

    path: Path
    next: str | None
    checker: Checker
    choices: ChoicesOf
    fields: frozenset[str]
    goto: Callable[[Path, str], None]
    """Notes a flaw when the node at this path cannot be jumped to."""

    def finder(self, at: Path, text: str) -> Finder:
        """An address for use; what a `field:` address leads to has to be somebody."""
        address = Address.parse(text)
        if address.kind != "field":
            return Finder(address)
        found = self.checker.expression((*self.path, *at), address.name)
        if not _somebody(found.type):
            sentence = f"'{address.name}' is {words(found.type)}, which is nobody"
            self.checker.flaw((*self.path, *at), "address-nobody", sentence, "name a field with a person or department")
        return Finder(address, found)


def _somebody(type_: Type) -> bool:
    """A person, a department, several of them, or the id of one."""
    if isinstance(type_, ListType):
        return _somebody(type_.element)
    return type_ in (TEXT, NOTHING, UNKNOWN) or (isinstance(type_, RecordType) and type_.form.startswith("@"))


class Step(Definition):
    """A step as written. The key named like its kind holds its id: `- task: judge`."""

    kind: ClassVar[str]
    example: ClassVar[str]

    title: LabelText | None = None

    @property
    def id(self) -> str:
        return str(getattr(self, self.kind))

    @property
    def label(self) -> Label:
        return self.title or Label.both(self.id)

    repeatable: ClassVar[bool] = False
    """Whether several steps may have the same id because they mean the same."""

    def blocks(self) -> tuple[Block, ...]:
        return ()

    def addresses(self) -> Iterable[tuple[Path, Address]]:
        """Whom this step names, for checks against roles and people."""
        return ()

    def raw_actions(self) -> tuple[Mapping[str, Any], ...]:
        """Rule actions to run at this node, not yet validated: flows do not know rules."""
        return ()

    def compile(self, wiring: Wiring) -> Node:
        raise NotImplementedError


def entry(steps: Sequence[Step], after: str | None) -> str | None:
    """Where a list of steps begins; an empty list is passed through."""
    return steps[0].id if steps else after
