"""The `call` action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar
from urllib.parse import quote

from pydantic import Field, StringConstraints

from engine.lang.checker import Checker
from engine.lang.columns import number_text
from engine.lang.expressions import Expression, Faults
from engine.lang.messages import Message, check, spoken
from engine.lang.model import ExpressionText, Name, Spelled
from engine.lang.problems import Path
from engine.rules.action import THIS, ActionDefinition, Target, stored
from engine.rules.effects import CallOut, Method

PathText = Annotated[
    str,
    StringConstraints(pattern=r"^/[^\\#]*$", max_length=500, strict=True),
    Spelled("/lots/{lot.code}, /quality/results?lot={lot.code}"),
]
_ASTRAY = ("//", "..", " ")
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$", max_length=120, strict=True)]


class Call(ActionDefinition):
    """Calls another system by HTTP, after the transaction and as often as it takes.

    `call` names a connection the operator has set; the address and its secrets are never part of an app. `path` may
    have holes; `body` maps keys of the JSON to expressions, where a dot nests: `lot.code: lot.code`. Numbers are sent
    as text, so that none is rounded on its way. Every try carries the same Idempotency-Key.
    """

    kind: ClassVar[str] = "call"
    example: ClassVar[str] = (
        "{call: erp, path: '/lots/{lot.number}', body: {verdict: verdict, lot.quantity: lot.quantity}}"
    )

    call: Name
    method: Method = "post"
    path: PathText
    body: Mapping[Key, ExpressionText] = Field(default={})

    def compile(self, checker: Checker, path: Path) -> CallAction:
        if self.body and self.method in ("get", "delete"):
            checker.flaw((*path, "body"), "key-unknown", f"a {self.method} has no body", "write 'method: post'")
        found = check(self.path, checker.scope)
        if isinstance(found, Faults):
            checker.faults((*path, "path"), found)
        elif any(sign in part for part in found.parts if isinstance(part, str) for sign in _ASTRAY):
            sentence = f"'{self.path}' leads to another place than below the connection"
            checker.flaw((*path, "path"), "value-wrong", sentence, "write it like /lots/{lot.code}")
        body = {key: checker.expression((*path, "body", key), text) for key, text in self.body.items()}
        way = found if isinstance(found, Message) else Message(self.path, ())
        about = Target.compile(THIS, checker, (*path, "call"))
        return CallAction(self.call, self.method, way, body, about)


@dataclass(frozen=True, slots=True)
class CallAction:
    connection: str
    method: Method
    path: Message
    body: Mapping[str, Expression]
    about: Target

    def effects(self, values: Mapping[str, object]) -> tuple[CallOut, ...]:
        about = self.about.find(values)
        if about is None:
            return ()
        body = nested({key: plain(stored(one.evaluate(values))) for key, one in self.body.items()})
        return (CallOut(self.connection, self.method, self._way(values), body, about),)

    def _way(self, values: Mapping[str, object]) -> str:
        """The path with its holes filled; what is filled in cannot lead to another place."""
        return "".join(
            part if isinstance(part, str) else quote(spoken(part.evaluate(values)), safe="") for part in self.path.parts
        )


def plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list | tuple) else value


def nested(flat: Mapping[str, object]) -> dict[str, object]:
    """`{"lot.code": 1}` -> `{"lot": {"code": 1}}`; of a key that is both a value and a map the map stays."""
    made: dict[str, object] = {}
    for key, value in flat.items():
        *outer, last = key.split(".")
        inner = made
        for step in outer:
            below = inner.get(step)
            if not isinstance(below, dict):
                below = inner[step] = {}
            inner = below
        inner.setdefault(last, value)
    return made
