"""An app, compiled and ready for use. Nothing in it changes; a new version is a new app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.access.rights import Rights
from engine.app.scopes import Scopes
from engine.calendar.calendar import Calendar
from engine.flows.flow import Flow
from engine.forms.form import Form
from engine.forms.options import Options
from engine.lang.labels import Label
from engine.lang.source import Source
from engine.reports.dashboard import Dashboard
from engine.reports.dataset import Dataset
from engine.rules.action import Action
from engine.rules.rule_set import RuleSet
from engine.rules.tables.table import DecisionTable
from engine.trace.compile import TraceMap


@dataclass(frozen=True)
class App:
    """Everything its definition files say, by id.

    `flow_actions` are the actions of a flow's `do` nodes, by flow and node. `scenarios` and `demo` are parsed but not
    validated, by file. `files` are the texts it was made of, `hash` names exactly this version of them.
    """

    id: str
    title: Label
    version: str
    forms: Mapping[str, Form]
    flows: Mapping[str, Flow]
    rules: RuleSet
    tables: Mapping[str, DecisionTable]
    flow_actions: Mapping[tuple[str, str], tuple[Action, ...]]
    datasets: Mapping[str, Dataset]
    dashboards: Mapping[str, Dashboard]
    trace: TraceMap
    calendar: Calendar
    rights: Rights
    options: Mapping[str, Options]
    organisations_form: str | None
    scenarios: Mapping[str, Source]
    demo: Mapping[str, Source]
    scopes: Scopes
    files: Mapping[str, str]
    hash: str
