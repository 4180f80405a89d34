"""Compiled rules: what an event on a record sets off, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from engine.lang.expressions import Expression
from engine.lang.labels import Label
from engine.rules.action import Action, stored
from engine.rules.deciding import Hit, decided
from engine.rules.effects import Effect
from engine.rules.event import Event, Trigger
from engine.rules.schedule import Schedule
from engine.rules.tables.table import DecisionTable


@dataclass(frozen=True, slots=True)
class Reaction:
    """What one rule wants done, and the explanation: its condition and the values the condition read.

    `read` maps a dotted path to the value it had (a record to its id); values inside a table's rows are left out.
    """

    rule: str
    effects: tuple[Effect, ...]
    hits: tuple[Hit, ...] = ()
    condition: str | None = None
    read: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule; without a condition it always applies."""

    id: str
    title: Label
    on: Trigger
    schedule: Schedule | None
    tables: tuple[DecisionTable, ...]
    when: Expression | None
    actions: tuple[Action, ...]

    def react(self, values: Mapping[str, object]) -> Reaction | None:
        """None when the condition does not hold; a condition without an answer does not."""
        seen, hits = decided(self.tables, values)
        if self.when is None:
            return Reaction(self.id, self._effects(seen), hits)
        if not self.when.holds(seen):
            return None
        return Reaction(self.id, self._effects(seen), hits, self.when.text, _read(self.when, seen))

    def _effects(self, values: Mapping[str, object]) -> tuple[Effect, ...]:
        return tuple(effect for action in self.actions for effect in action.effects(values))


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules of an app, by form and verb of the event that sets them off, in the order they were given."""

    by_event: Mapping[tuple[str, str], Sequence[Rule]]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> RuleSet:
        by_event: dict[tuple[str, str], list[Rule]] = {}
        for rule in rules:
            by_event.setdefault((rule.on.form, rule.on.verb), []).append(rule)
        return cls({event: tuple(listed) for event, listed in by_event.items()})

    @property
    def scheduled(self) -> Mapping[str, tuple[Rule, Schedule]]:
        """The rules that come to their time by themselves, by id."""
        every = (rule for rules in self.by_event.values() for rule in rules)
        return {rule.id: (rule, rule.schedule) for rule in every if rule.schedule is not None}

    def title(self, rule_id: str) -> Label:
        """What people call a rule; one that was removed since goes by its id."""
        titles = (rule.title for rules in self.by_event.values() for rule in rules if rule.id == rule_id)
        return next(titles, Label.both(rule_id))

    def wait_for(self, event: Event) -> bool:
        """Whether any rule hears of this event at all."""
        return any(rule.on.hears(event) for rule in self.by_event.get((event.form, event.verb), ()))

    def react(self, event: Event, values: Mapping[str, object]) -> tuple[Reaction, ...]:
        """One pass, in order; every rule sees the same values, whatever the rules before it want done."""
        heard = (rule for rule in self.by_event.get((event.form, event.verb), ()) if rule.on.hears(event))
        reactions = (rule.react(values) for rule in heard)
        return tuple(reaction for reaction in reactions if reaction is not None)


_ROWS = object()
"""Stands for the rows of a table, which an explanation leaves out."""


def _read(condition: Expression, values: Mapping[str, object]) -> dict[str, object]:
    found = {".".join(path): _value_at(path, values) for path in sorted(condition.paths)}
    return {path: value for path, value in found.items() if value is not _ROWS}


def _value_at(path: Sequence[str], values: Mapping[str, object]) -> object:
    value: object = values
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
        if isinstance(value, Sequence) and not isinstance(value, str):
            return _ROWS
    return stored(value)
