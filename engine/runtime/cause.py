"""Why something is done by itself: which rule or flow asks for it, because of what, and why that happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.lang.records import RecordRef
from engine.rules.deciding import Hit
from engine.rules.rule_set import Reaction


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule that heard of an event on `record`, or (`flow`) a step of a flow that acts on it.

    `deed` is the trail's event that set the rule off, `case` the flow's case, `hits` the rows of decision tables that
    decided, `before` the cause of that event when it was nobody's own act.
    """

    record: RecordRef
    event: str
    rule: str | None = None
    flow: str | None = None
    step: str | None = None
    deed: str | None = None
    case: str | None = None
    hits: tuple[Hit, ...] = ()
    before: Cause | None = None

    def by(self, reaction: Reaction) -> Cause:
        """The same event, with the rule that reacts to it."""
        return replace(self, rule=reaction.rule, hits=reaction.hits)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that set each other off, the first one first."""
        earlier = self.before.rules if self.before else ()
        return (*earlier, self.rule) if self.rule else earlier

    def to_json(self) -> Mapping[str, object]:
        """What is kept of it; what went before is found by `deed` or `case`."""
        kept = {
            "form": self.record.form,
            "record": self.record.id,
            "event": self.event,
            "rule": self.rule,
            "flow": self.flow,
            "step": self.step,
            "deed": self.deed,
            "case": self.case,
            "hits": [[hit.table, hit.row] for hit in self.hits],
        }
        return {name: value for name, value in kept.items() if value}
