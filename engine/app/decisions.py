"""Rules wait for decisions that can come: of a flow of their form, at a step where people decide, with its outcomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.app.findings import finding
from engine.app.written import Document
from engine.flows.flow import Flow
from engine.lang.diagnostics import Diagnostic, did_you_mean
from engine.lang.source import Source
from engine.rules.definition import RuleDefinition
from engine.rules.event import Awaited


def unknown_decision(
    document: Document[RuleDefinition], known: Sequence[str], flows: Mapping[str, Flow]
) -> Iterator[Diagnostic]:
    """What is wrong with the decision a rule waits for; of a flow that is broken itself nothing is said."""
    event = document.definition.on
    awaited = event.awaited()
    if awaited is None:
        return
    path = ("on", "flow")
    flow = flows.get(awaited.flow)
    if awaited.flow not in known:
        sentence = f"there is no flow '{awaited.flow}'"
        yield finding(document.source, path, "flow-unknown", sentence, did_you_mean(awaited.flow, known))
    elif flow is not None and flow.form != event.form:
        sentence = f"flow '{flow.id}' is for '{flow.form}' records, and this rule for '{event.form}'"
        yield finding(document.source, path, "flow-form", sentence)
    elif flow is not None:
        yield from _at_step(document.source, awaited, flow)


def _at_step(source: Source, awaited: Awaited, flow: Flow) -> Iterator[Diagnostic]:
    deciding = {node.id: tuple(one.id for one in node.outcomes) for node in flow.nodes.values() if node.outcomes}
    if awaited.step is not None and awaited.step not in deciding:
        sentence = f"flow '{flow.id}' has no step '{awaited.step}' where somebody decides"
        yield finding(source, ("on", "step"), "step-unknown", sentence, did_you_mean(awaited.step, deciding))
        return
    possible = flow.ends if awaited.step is None else deciding[awaited.step]
    where = f"flow '{flow.id}' never ends" if awaited.step is None else f"step '{awaited.step}' is never decided"
    for index, outcome in enumerate(awaited.outcomes):
        if outcome not in possible:
            path = ("on", "outcome", index) if ("on", "outcome", index) in source.spans else ("on", "outcome")
            sentence = f"{where} '{outcome}'"
            yield finding(source, path, "outcome-unknown", sentence, did_you_mean(outcome, possible))
