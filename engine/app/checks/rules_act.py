"""A rule can act: what it waits for can happen, and what it says can be heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.app.actions import written_actions
from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Document, Written
from engine.lang.diagnostics import Diagnostic, Path
from engine.lang.labels import Label
from engine.rules.definition import RuleDefinition

CODES = {"rule-idle": Label("规则永远不会生效", "The rule, or a part of it, can never act")}


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    made = _made(written)
    for rule in written.rules.values():
        for path, sentence, way_out in _idle(rule, names, made):
            where = path if path in rule.source.spans else path[:1]
            yield replace(finding(rule.source, where, "rule-idle", sentence, way_out), severity="warning")


def _idle(rule: Document[RuleDefinition], names: Names, made: frozenset[str]) -> Iterator[tuple[Path, str, str]]:
    event = rule.definition.on
    if not names.has(event.form):
        return
    if event.kind == "deleted" and event.form in names.lots:
        yield ("on", "deleted"), f"'{event.form}' records are lots, and lots are never deleted", "remove the rule"
    if event.kind in ("created", "submitted") and event.form not in made:
        sentence = f"nobody may create '{event.form}' records, and no rule does"
        yield ("on", event.kind), sentence, f"give a role 'create' on {event.form} in roles.yaml"
    if (impossible := event.impossible()) is not None:
        yield (
            ("on", impossible),
            f"'{impossible}' is what it changes from, so it never changes so",
            "write another value",
        )
    for index, action in enumerate(rule.definition.do):
        if event.kind == "scheduled" and action.speaks:
            sentence = "nobody acts when a scheduled rule does, so nobody hears this"
            yield ("do", index), sentence, "use notify"


def _made(written: Written) -> frozenset[str]:
    """The forms of which records come to be."""
    by_rules = {touch.form for _, _, _, action in written_actions(written) for touch in action.touches() if touch.form}
    if written.roles is None or written.is_broken("flows") or written.is_broken("rules"):
        return frozenset(written.known("forms"))
    roles = written.roles.definition.roles.values()
    by_people = {form for role in roles for form, rights in role.forms.items() if rights.create is not False}
    return frozenset(by_people | by_rules)
