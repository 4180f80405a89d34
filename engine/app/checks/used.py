"""What is defined is used: a flow is started, a dataset drawn, a dashboard is open to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from engine.app.actions import written_actions
from engine.app.names import Names
from engine.app.written import Written
from engine.lang.diagnostics import Diagnostic
from engine.lang.labels import Label
from engine.lang.source import Source

CODES = {
    "flow-unused": Label("没有规则启动这个流程", "Nothing starts this flow"),
    "dataset-unused": Label("没有图表使用这个数据集", "No chart draws from this dataset"),
    "report-unseen": Label("没有角色可以打开这个看板", "No role may open this dashboard"),
}


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    """A broken file, or a name nobody knows, may be the missing use, so then nothing is said."""
    del names
    if not written.is_broken("rules") and not written.is_broken("flows"):
        yield from _flows(written)
    if not written.is_broken("dashboards"):
        yield from _datasets(written)
    if written.roles is not None:
        yield from _dashboards(written)


def _flows(written: Written) -> Iterator[Diagnostic]:
    started = {started.flow for each in written_actions(written) for started in each.action.started()}
    if not started <= written.flows.keys():
        return
    for flow_id, flow in written.flows.items():
        if flow_id not in started:
            sentence = f"no rule starts the flow '{flow_id}'"
            yield _unused(flow.source, "flow", "flow-unused", sentence, f"start it: '- start: {flow_id}' in a rule")


def _datasets(written: Written) -> Iterator[Diagnostic]:
    charts = [chart for each in written.dashboards.values() for chart in each.definition.charts.values()]
    drawn = {counting.dataset for chart in charts for counting in chart.counting().values()}
    for name, dataset in written.datasets.items():
        if name not in drawn:
            sentence = f"no chart draws from the dataset '{name}'"
            yield _unused(dataset.source, "dataset", "dataset-unused", sentence, "remove it, or draw a chart from it")


def _dashboards(written: Written) -> Iterator[Diagnostic]:
    assert written.roles is not None
    opened = {report for role in written.roles.definition.roles.values() for report in role.reports}
    if not opened <= written.dashboards.keys():
        return
    for name, dashboard in written.dashboards.items():
        if name not in opened:
            sentence = f"no role may open the dashboard '{name}'"
            way_out = f"add 'reports: [{name}]' to a role in roles.yaml"
            yield _unused(dashboard.source, "dashboard", "report-unseen", sentence, way_out)


def _unused(source: Source, key: str, code: str, sentence: str, way_out: str) -> Diagnostic:
    return Diagnostic(source.place((key,)), code, sentence, way_out, "warning")
