"""Reading what a person entered: every problem is noted where it stands, and reading goes on."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.lang.problems import Path, Problem


@dataclass(slots=True, eq=False)
class Reading:
    """Collects the problems of one input. `at` leads to the value being read; all parts share one list."""

    at: Path = ()
    problems: list[Problem] = field(default_factory=list)

    def under(self, *steps: str | int) -> Reading:
        return Reading((*self.at, *steps), self.problems)

    def refuse(self, code: str, **values: object) -> None:
        self.problems.append(Problem(self.at, code, {name: str(value) for name, value in values.items()}))

    def expects(self, zh: str, en: str) -> None:
        """The value is of another type than the field's."""
        self.refuse("wrong-type", expected=f"{zh}|{en}")
