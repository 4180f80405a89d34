"""Rules do not set each other off in a circle: an error where nothing can end it, else a warning.

Quiet where the circle comes to rest by itself: each field is only ever set to one thing, which no round changes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.app.findings import finding
from engine.app.names import Names
from engine.app.scopes import Scopes
from engine.app.written import Document, Written
from engine.lang.diagnostics import Diagnostic, Path
from engine.lang.expressions import Expression, RecordType, Scope, check
from engine.lang.expressions.demands import demands
from engine.lang.expressions.tree import Literal
from engine.lang.labels import Label
from engine.rules.definition import RuleDefinition

CODES = {"rule-loop": Label("规则互相触发，成了循环", "Rules set each other off in a circle")}


@dataclass(frozen=True)
class _Edge:
    """An action of one rule that another hears of: the form it touches, what it sets, whether it makes a record."""

    rule: str
    heard_by: str
    path: Path
    form: str
    assigned: Mapping[str, str]
    new: bool


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    scopes = Scopes(names)
    edges: dict[str, list[_Edge]] = {}
    for rule_id, rule in written.rules.items():
        scope = scopes.find(rule.definition.on.form)
        edges[rule_id] = list(_edges(rule_id, rule, scope, written, scopes)) if scope else []
    for rule_id in sorted(edges):
        circle = _circle(rule_id, edges)
        if circle and min(edge.rule for edge in circle) == rule_id and not _rests(circle, scopes):
            yield _finding(circle, written)


def _edges(
    rule_id: str, rule: Document[RuleDefinition], scope: Scope, written: Written, scopes: Scopes
) -> Iterator[_Edge]:
    for index, action in enumerate(rule.definition.do):
        for touch in action.touches():
            form = touch.form or _form_of(touch.of, scope)
            for other_id, other in written.rules.items():
                edge = _Edge(rule_id, other_id, ("do", index), form, touch.assigned, touch.form is not None)
                if form and _hears(other.definition, edge, scopes):
                    yield edge


def _form_of(of: str, scope: Scope) -> str:
    found = check(of, scope)
    return found.type.form if isinstance(found, Expression) and isinstance(found.type, RecordType) else ""


def _hears(rule: RuleDefinition, edge: _Edge, scopes: Scopes) -> bool:
    """Whether a rule may react to a new record, or to a change of a field it waits for; not if it demands otherwise."""
    if rule.on.form != edge.form or rule.on.kind not in (("created", "submitted") if edge.new else ("changed",)):
        return False
    field = rule.on.narrowed
    if field is not None and field not in edge.assigned:
        return False
    scope = scopes.find(edge.form)
    found = check(rule.when, scope) if rule.when is not None and scope else None
    demanded = dict(demands(found.tree)) if isinstance(found, Expression) else {}
    fixed = {(name,): value for name, text in edge.assigned.items() if (value := _literal(text)) is not None}
    return all(demanded.get(path, value) == value for path, value in fixed.items())


def _literal(text: str) -> object:
    """The value of a text that is written out; None for others."""
    found = check(text, Scope({}))
    return found.tree.value if isinstance(found, Expression) and isinstance(found.tree, Literal) else None


def _circle(start: str, edges: Mapping[str, Sequence[_Edge]]) -> tuple[_Edge, ...]:
    """The shortest way from a rule back to itself."""
    ways: deque[tuple[_Edge, ...]] = deque((edge,) for edge in edges[start])
    seen: set[str] = set()
    while ways:
        way = ways.popleft()
        at = way[-1].heard_by
        if at == start:
            return way
        if at not in seen:
            seen.add(at)
            ways.extend((*way, edge) for edge in edges[at])
    return ()


def _rests(circle: Sequence[_Edge], scopes: Scopes) -> bool:
    """Whether a second round would set what stands already, which nobody hears of."""
    if any(edge.new for edge in circle):
        return False
    texts: dict[tuple[str, str], str] = {}
    for edge in circle:
        for name, text in edge.assigned.items():
            if texts.setdefault((edge.form, name), text) != text:
                return False
    written = {name for _, name in texts}
    return all(_reads(edge, text, scopes).isdisjoint(written) for edge in circle for text in edge.assigned.values())


def _reads(edge: _Edge, text: str, scopes: Scopes) -> frozenset[str]:
    """The last names of what an assigned expression reads, over whichever record."""
    forms = (scopes.find(form) for form in scopes.names.kinds)
    found = next((each for scope in forms if scope and isinstance(each := check(text, scope), Expression)), None)
    return frozenset(path[-1] for path in found.paths) if isinstance(found, Expression) else frozenset(edge.assigned)


def _finding(circle: Sequence[_Edge], written: Written) -> Diagnostic:
    rules = [written.rules[edge.rule].definition for edge in circle]
    endless = all(rule.when is None and rule.on.narrowed is None for rule in rules)
    chain = " → ".join([*(edge.rule for edge in circle), circle[0].rule])
    first = circle[0]
    if endless:
        found = finding(written.rules[first.rule].source, first.path, "rule-loop", f"{chain}: nothing ends this circle")
        return replace(found, suggestion="give one of them a condition that the others make false")
    found = finding(
        written.rules[first.rule].source, first.path, "rule-loop", f"{chain}: these rules may go in a circle"
    )
    return replace(
        found,
        severity="warning",
        suggestion="see that a condition ends it; a circle without end is refused when it runs",
    )
