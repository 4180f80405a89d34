"""Actions start flows there are, on records of the form the flow is for."""

from __future__ import annotations

from collections.abc import Iterator

from engine.app.actions import written_actions
from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Written
from engine.lang.diagnostics import Diagnostic, did_you_mean
from engine.lang.labels import Label

CODES = {
    "flow-unknown": Label("没有这个流程", "There is no such flow"),
    "flow-form": Label("该流程用于另一个表单", "The flow is for records of another form"),
}


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    known = written.known("flows")
    for source, path, own_form, action in written_actions(written):
        for started in action.started():
            here = (*path, *started.path)
            flow = written.flows.get(started.flow)
            form = own_form if started.form == "this" else started.form
            if started.flow not in known:
                sentence = f"there is no flow '{started.flow}'"
                yield finding(source, here, "flow-unknown", sentence, did_you_mean(started.flow, known))
            elif flow and form and form != flow.definition.for_ and _all(names, form, flow.definition.for_):
                sentence = f"flow '{started.flow}' is for '{flow.definition.for_}' records, and this is a '{form}'"
                yield finding(source, here, "flow-form", sentence)


def _all(names: Names, *forms: str) -> bool:
    """Whether there are all these forms; one there is not is reported already."""
    return all(names.has(form) for form in forms)
