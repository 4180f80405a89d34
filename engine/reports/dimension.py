"""What rows are grouped by: how a group is told apart in SQL and found again from its key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timezone
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, and_, case, false, func, literal, or_

from engine.lang.expressions import Expression
from engine.lang.labels import Label, Language
from engine.reports.bucket import FirstDay
from engine.reports.ground import Ground
from engine.reports.keys import EMPTY, Others, from_wire
from engine.reports.naming import Naming
from engine.reports.period import Step, midnight, next_start, step_label

OTHER = Label("其他", "Other")

NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,12})?")
"""A key of a number as `key_of` writes it."""


@dataclass(frozen=True, slots=True)
class Dimension(Naming):
    """Groups rows by a text. The other kinds of values override what they do otherwise."""

    expression: Expression

    def column(self, ground: Ground, zone: timezone) -> ColumnElement[Any]:
        """What stands in GROUP BY; empty text and no text are one group."""
        del zone
        return func.nullif(self._value(ground), "")

    @property
    def offered(self) -> Mapping[str, Label]:
        """Its values, where they are few and known before."""
        return {}

    def like(self, other: Dimension) -> bool:
        """Whether the same keys mean the same there."""
        return (type(self), self.form, set(self.offered)) == (type(other), other.form, set(other.offered))

    def accepts(self, wire: str) -> bool:
        """Whether this may be a key of one of its groups."""
        key = from_wire(wire)
        return not isinstance(key, Others) and (key == EMPTY or self._fits(key))

    def condition(self, ground: Ground, wire: str, zone: timezone) -> ColumnElement[bool]:
        """True for the rows of the group a link names; for Other, the rows of no listed group."""
        key = from_wire(wire)
        if isinstance(key, Others):
            inside = or_(false(), *(self._holds(ground, each, zone) for each in key.keys))
            return case((inside, literal(0)), else_=literal(1)) == 1
        return self._holds(ground, key, zone)

    def _value(self, ground: Ground) -> ColumnElement[Any]:
        return self.expression.to_sql(ground.place)

    def _holds(self, ground: Ground, key: str, zone: timezone) -> ColumnElement[bool]:
        column = self.column(ground, zone)
        return column.is_(None) if key == EMPTY else self._equals(column, key)

    def _equals(self, column: ColumnElement[Any], key: str) -> ColumnElement[bool]:
        return column == key

    def _fits(self, key: str) -> bool:
        del key
        return True


@dataclass(frozen=True, slots=True)
class ByOption(Dimension):
    """Groups by a choice; the options' titles name the groups and their order is the dimension's own."""

    options: Mapping[str, Label] = field(default_factory=dict)

    @property
    def offered(self) -> Mapping[str, Label]:
        return self.options

    def place_in_order(self, key: str) -> tuple[int, Decimal, str]:
        known = list(self.options)
        return (1 if key == EMPTY else 0, Decimal(known.index(key) if key in known else len(known)), "")

    def _fits(self, key: str) -> bool:
        return key in self.options

    def _words(self, key: str, name: str | None, language: Language) -> str:
        del name
        return self.options[key].in_(language) if key in self.options else key


@dataclass(frozen=True, slots=True)
class ByRecord(Dimension):
    """Groups by a linked record's id; its name is joined to the groups, not to the rows."""

    target: str = ""

    @property
    def form(self) -> str:
        return self.target

    def column(self, ground: Ground, zone: timezone) -> ColumnElement[Any]:
        del zone
        return self._value(ground)


@dataclass(frozen=True, slots=True)
class ByFlag(Dimension):
    """Groups by yes or no."""

    WORDS: ClassVar[Mapping[str, Label]] = {"true": Label("是", "Yes"), "false": Label("否", "No")}

    def column(self, ground: Ground, zone: timezone) -> ColumnElement[Any]:
        del zone
        flag = self._value(ground)
        return case((flag, "true"), (flag.is_(None), None), else_="false")

    @property
    def offered(self) -> Mapping[str, Label]:
        return self.WORDS

    def _fits(self, key: str) -> bool:
        return key in self.WORDS

    def place_in_order(self, key: str) -> tuple[int, Decimal, str]:
        return (1 if key == EMPTY else 0, Decimal(0 if key == "true" else 1), "")

    def _words(self, key: str, name: str | None, language: Language) -> str:
        del name
        return self.WORDS[key].in_(language) if key in self.WORDS else key


@dataclass(frozen=True, slots=True)
class ByNumber(Dimension):
    """Groups by the number itself."""

    def column(self, ground: Ground, zone: timezone) -> ColumnElement[Any]:
        del zone
        return self._value(ground)

    def key_of(self, raw: object) -> str:
        return EMPTY if raw is None else f"{Decimal(str(raw)).normalize():f}"

    def place_in_order(self, key: str) -> tuple[int, Decimal, str]:
        return (1, Decimal(0), "") if key == EMPTY else (0, Decimal(key), "")

    def _equals(self, column: ColumnElement[Any], key: str) -> ColumnElement[bool]:
        return column == Decimal(key) if self._fits(key) else false()

    def _fits(self, key: str) -> bool:
        return NUMBER.fullmatch(key) is not None


@dataclass(frozen=True, slots=True)
class ByTime(Dimension):
    """Groups dates, or moments read in the site's zone, by steps of time. The key is the step's first day."""

    every: Step = "day"
    moment: bool = False

    @property
    def step(self) -> Step:
        return self.every

    def column(self, ground: Ground, zone: timezone) -> ColumnElement[Any]:
        return FirstDay(self._value(ground), self.every, zone if self.moment else None)

    def place_in_order(self, key: str) -> tuple[int, Decimal, str]:
        return (1 if key == EMPTY else 0, Decimal(0), key)

    def _fits(self, key: str) -> bool:
        return _day(key) is not None

    def _holds(self, ground: Ground, key: str, zone: timezone) -> ColumnElement[bool]:
        """As a range over the column itself, so that an index on it helps."""
        value = self._value(ground)
        if key == EMPTY:
            return value.is_(None)
        first = _day(key)
        if first is None:
            return false()
        after = next_start(first, self.every)
        if self.moment:
            return and_(value >= midnight(first, zone), value < midnight(after, zone))
        return and_(value >= first, value < after)

    def _words(self, key: str, name: str | None, language: Language) -> str:
        del name
        return step_label(date.fromisoformat(key), self.every, language)


def _day(key: str) -> date | None:
    """The day a key names; a link made by hand may name none."""
    try:
        return date.fromisoformat(key)
    except ValueError:
        return None
