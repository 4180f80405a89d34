"""Forms to try things on, compiled from YAML the way an app is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from engine.app.names import Names
from engine.app.scopes import Scopes
from engine.app.written import read
from engine.forms.compile import compile_form
from engine.forms.form import Form
from engine.lang.flaws import Flaw

APP = """
app: workshop
title: Workshop
version: 0.1.0
options:
  verdict:
    pass: {title: {zh: 合格, en: Pass}, tone: pass}
    fail: {title: {zh: 不合格, en: Fail}, tone: fail}
"""
ITEM = """
form: item
title: Item
fields:
  code: {kind: text}
  unit: {kind: text}
"""
PLAN = """
form: plan
title: Plan
fields:
  code: {kind: text}
  item: {kind: link, to: item}
  accept: {kind: number}
  characteristics:
    kind: table
    fields:
      characteristic: {kind: text}
      lower: {kind: number}
      upper: {kind: number}
      gauge: {kind: link, to: item}
"""
ROLES = """
roles:
  inspector: {title: {zh: 检验员, en: Inspector}}
  manager: {title: {zh: 经理, en: Manager}}
"""
BESIDE = {"app.yaml": APP, "forms/item.yaml": ITEM, "forms/plan.yaml": PLAN, "roles.yaml": ROLES}


def outcome_of(text: str) -> Form | tuple[Flaw, ...]:
    """The form of this YAML beside the item and the plan, or its flaws. Its id is `tried`."""
    written, found = read({**BESIDE, "forms/tried.yaml": f"form: tried\ntitle: Tried\n{text}"})
    assert not found, found
    names = Names(written)
    return compile_form(written.forms["tried"].definition, names.offered, Scopes(names))


def form_beside(form_id: str) -> Form:
    """The item or the plan."""
    written, _ = read(BESIDE)
    names = Names(written)
    outcome = compile_form(written.forms[form_id].definition, names.offered, Scopes(names))
    assert isinstance(outcome, Form), outcome
    return outcome


def form_of(text: str) -> Form:
    outcome = outcome_of(text)
    assert isinstance(outcome, Form), outcome
    return outcome


def form_with(fields: str) -> Form:
    """A form with these fields, each on a line of its own, and a text that names its records."""
    lines = "\n".join(f"  {line}" for line in fields.strip("\n").splitlines())
    return form_of(f"fields:\n{lines}\n  its_name: {{kind: text}}")


def flaws_of(text: str) -> tuple[Flaw, ...]:
    outcome = outcome_of(text)
    assert isinstance(outcome, tuple), "the form compiled"
    return outcome


class Around:
    """What a record is computed among: a person, a day, and records to link to."""

    def __init__(self, **linked: Mapping[str, Any]) -> None:
        self.records = linked
        self.names: dict[str, object] = {
            "me": {"id": "li", "name": "Li", "organisation": None, "department": None},
            "today": date(2026, 11, 22),
            "now": datetime(2026, 11, 22, 8, tzinfo=UTC),
            "state": "draft",
            "number": None,
        }

    def __getitem__(self, name: str, /) -> object:
        return self.names[name]

    def linked(self, form: str, record_id: str) -> Mapping[str, object] | None:
        found = self.records.get(record_id)
        return None if found is None else {"id": record_id, **found}
