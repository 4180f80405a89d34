"""What a person entered is wrong: problems stand at the field and name the way out, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.lang.labels import Label
from engine.lang.wording import wording

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what a person entered, at `path` (field, row index, column)."""

    path: Path
    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    def message(self) -> Label:
        return wording(self.code, self.values)

    def to_json(self) -> dict[str, object]:
        return {"path": "/".join(map(str, self.path)), "code": self.code, "message": self.message().to_json()}


class Refused(Exception):
    """The command is refused and nothing has changed; `problems` say why."""

    status = 422
    code = "refused"

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{'/'.join(map(str, p.path))}: {p.message().en}" for p in problems) or self.code)
        self.problems = problems


class NotFound(Refused):
    """It does not exist, or is not for this person: the same answer for both."""

    status = 404
    code = "not-found"


class Forbidden(Refused):
    """The person may see it but not do this."""

    status = 403
    code = "forbidden"


class Conflict(Refused):
    """Somebody else was faster; `current` is what stands now, so that both sides can be shown."""

    status = 409
    code = "conflict"

    def __init__(self, *problems: Problem, current: Mapping[str, object] | None = None) -> None:
        super().__init__(*problems)
        self.current = current or {}


class SignedOut(Refused):
    """Nobody is signed in."""

    status = 401
    code = "signed-out"
