"""Compile: definitions that are valid in themselves -> the parts of an app, and what is wrong between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from engine.access.compile import compile_rights
from engine.access.rights import Rights
from engine.app.decisions import unknown_decision
from engine.app.findings import ReportChecker, at_flaws
from engine.app.names import Names
from engine.app.scopes import ReportFields, Scopes
from engine.app.written import Document, Written
from engine.calendar.calendar import Calendar
from engine.calendar.compile import USUAL, compile_calendar
from engine.flows.compile import actions, compile_flow
from engine.flows.definition import FlowDefinition
from engine.flows.flow import Flow
from engine.flows.outcome import Outcome
from engine.forms.compile import compile_form
from engine.forms.form import Form
from engine.lang.checker import Checker
from engine.lang.diagnostics import Diagnostic, Path
from engine.lang.validation import validate
from engine.reports.compile_dashboard import compile_dashboard
from engine.reports.compile_dataset import compile_dataset
from engine.reports.dashboard import Dashboard
from engine.reports.dataset import Dataset
from engine.reports.definition import DashboardDefinition
from engine.rules.action import Action
from engine.rules.compile import compile_actions, compile_rule
from engine.rules.deciding import Deciding
from engine.rules.definition import ActionList
from engine.rules.rule_set import Rule
from engine.rules.tables.compile import compile_table
from engine.rules.tables.judge import judge
from engine.rules.tables.table import DecisionTable
from engine.trace.compile import NOTHING_TRACED, TraceMap, compile_trace

FlowActions = dict[tuple[str, str], tuple[Action, ...]]


@dataclass
class Compiled:
    """The parts as far as they could be compiled, and all findings."""

    scopes: Scopes
    forms: dict[str, Form] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)
    flow_actions: FlowActions = field(default_factory=dict)
    tables: dict[str, DecisionTable] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    datasets: dict[str, Dataset] = field(default_factory=dict)
    dashboards: dict[str, Dashboard] = field(default_factory=dict)
    trace: TraceMap = NOTHING_TRACED
    calendar: Calendar = USUAL
    rights: Rights = field(default_factory=Rights)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def compile_parts(written: Written, names: Names) -> Compiled:
    """Compiles every part; what is broken in one does not stop the others."""
    compiled = Compiled(Scopes(names))
    found = compiled.diagnostics
    for step in (_forms, _flows, _tables, _rules, _trace, _calendar, _rights, _datasets, _dashboards):
        found.extend(step(written, compiled))
    return compiled


def _forms(written: Written, compiled: Compiled) -> Iterator[Diagnostic]:
    for form_id, document in written.forms.items():
        outcome = compile_form(document.definition, compiled.scopes.names.offered, compiled.scopes)
        if isinstance(outcome, Form):
            compiled.forms[form_id] = outcome
        else:
            yield from at_flaws(document.source, outcome)


def _flows(written: Written, compiled: Compiled) -> Iterator[Diagnostic]:
    for flow_id, document in written.flows.items():
        form_id = document.definition.for_
        scope = compiled.scopes.find(form_id)
        if scope is None or form_id in written.broken.get("forms", {}):
            continue
        outcome = compile_flow(document.definition, scope, partial(_choices, compiled, form_id))
        if isinstance(outcome, Flow):
            compiled.flows[flow_id] = outcome
        else:
            yield from at_flaws(document.source, outcome)
        yield from _flow_actions(document, Checker(scope), compiled)


def _flow_actions(document: Document[FlowDefinition], checker: Checker, compiled: Compiled) -> Iterator[Diagnostic]:
    """The rule actions of the flow's `do` nodes, which flows hand on unread."""
    for path, node, _ in actions(document.definition):
        outcome = validate(ActionList, document.source, path)
        if isinstance(outcome, list):
            yield from outcome
        else:
            compiled.flow_actions[document.definition.flow, node] = compile_actions(outcome.root, checker, path)
    yield from at_flaws(document.source, checker.flaws)


def _choices(compiled: Compiled, form_id: str, name: str) -> tuple[Outcome, ...] | None:
    """A choice field's options as outcomes; nothing where its option set is missing, none where it is no choice."""
    kind = compiled.scopes.names.kind_at(form_id, (name,))
    options = getattr(kind, "options", None)
    if isinstance(options, str):
        return ()
    if not isinstance(options, Mapping):
        return None
    return tuple(Outcome(value, option.title, option.tone) for value, option in options.items())


def _tables(written: Written, compiled: Compiled) -> Iterator[Diagnostic]:
    for table_id, document in written.tables.items():
        form_id = document.definition.for_
        scope = compiled.scopes.find(form_id)
        if scope is None:
            continue
        outcome = compile_table(document.definition, scope, partial(compiled.scopes.names.domain, form_id))
        if isinstance(outcome, DecisionTable):
            compiled.tables[table_id] = outcome
            yield from at_flaws(document.source, judge(outcome))
        else:
            yield from at_flaws(document.source, outcome)


def _rules(written: Written, compiled: Compiled) -> Iterator[Diagnostic]:
    deciding = Deciding(compiled.tables, frozenset(written.known("tables")))
    for document in written.rules.values():
        scope = compiled.scopes.find(document.definition.on.form)
        if scope is None:
            continue
        yield from unknown_decision(document, written.known("flows"), compiled.flows)
        outcome = compile_rule(document.definition, scope, deciding)
        if isinstance(outcome, Rule):
            compiled.rules.append(outcome)
        else:
            yield from at_flaws(document.source, outcome)


def _trace(written: Written, compiled: Compiled) -> Iterator[Diagnostic]:
    if written.trace is None:
        return
    outcome = compile_trace(written.trace.definition, compiled.scopes.find)
    if isinstance(outcome, TraceMap):
        compiled.trace = outcome
    else:
        yield from at_flaws(written.trace.source, outcome)


def _calendar(written: Written, compiled: Compiled) -> Iterator[Diagnostic]:
    if written.calendar is None:
        return
    outcome = compile_calendar(written.calendar.definition)
    if isinstance(outcome, Calendar):
        compiled.calendar = outcome
    else:
        yield from at_flaws(written.calendar.source, outcome)


def _rights(written: Written, compiled: Compiled) -> Iterator[Diagnostic]:
    if written.roles is None:
        return
    compiled.rights, flaws = compile_rights(written.roles.definition, compiled.scopes.find)
    yield from at_flaws(written.roles.source, flaws)


def _datasets(written: Written, compiled: Compiled) -> Iterator[Diagnostic]:
    fields = ReportFields(compiled.scopes)
    for dataset_id, document in written.datasets.items():
        checker = ReportChecker(document.source)
        dataset = compile_dataset(document.definition, fields, checker)
        if dataset is not None:
            compiled.datasets[dataset_id] = dataset
        yield from checker.found


def _dashboards(written: Written, compiled: Compiled) -> Iterator[Diagnostic]:
    """A chart of a dataset that is broken itself says nothing more about it."""
    fields = ReportFields(compiled.scopes)
    broken = {name for name in written.known("datasets") if name not in compiled.datasets}
    for dashboard_id, document in written.dashboards.items():
        checker = ReportChecker(document.source)
        compiled.dashboards[dashboard_id] = compile_dashboard(document.definition, compiled.datasets, fields, checker)
        followers = set(_of_broken(document.definition, broken))
        yield from (each for each in checker.found if each.place.path not in followers)


def _of_broken(board: DashboardDefinition, broken: set[str]) -> Iterator[Path]:
    """Where a finding would only say that a broken dataset is missing."""
    for name, kind in board.charts.items():
        for counting in kind.counting().values():
            if counting.dataset in broken:
                yield ("charts", name, *counting.path, "dataset")
