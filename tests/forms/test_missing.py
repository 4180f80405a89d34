"""What stands in the way of submitting."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine.forms.form import Form
from tests.forms.workshop import Around, form_with

D = Decimal


def missing(form: Form, values: dict[str, Any]) -> list[tuple[str, str]]:
    complete = form.complete(values, Around())
    return [("/".join(map(str, one.path)), one.code) for one in form.missing(complete, Around())]


def overwritten(form: Form, before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    found = form.overwritten(form.seen(before, Around()), form.seen(after, Around()))
    return ["/".join(map(str, problem.path)) for problem in found]


def test_everything_missing_is_told_at_once_each_at_its_field() -> None:
    form = form_with(
        """
a: {kind: text, required: true}
b: {kind: number, minimum: 1, maximum: 5}
c: {kind: number, minimum: 0.5}
lines:
  kind: table
  required: true
  fields:
    measured: {kind: number, required: true, maximum: 10}
    remark: {kind: text, required: measured > 5}
"""
    )
    rows = ({"measured": D(11)}, {"measured": None}, {"measured": D(6), "remark": "why"})
    assert missing(form, {"b": D(6), "c": D("0.4"), "lines": rows}) == [
        ("a", "required"),
        ("b", "above-maximum"),
        ("c", "below-minimum"),
        ("lines/0/measured", "above-maximum"),
        ("lines/0/remark", "required"),
        ("lines/1/measured", "required"),
    ]
    assert missing(form, {"a": "x"}) == [("lines", "required")]


def test_no_and_zero_are_answers() -> None:
    form = form_with("a: {kind: yes_no, required: true}\nb: {kind: number, required: true}")
    assert missing(form, {"a": False, "b": D(0)}) == []
    assert missing(form, {}) == [("a", "required"), ("b", "required")]


def test_required_may_depend_on_other_fields() -> None:
    form = form_with("verdict: {kind: choice, options: verdict}\nwhy: {kind: text, required: verdict == 'fail'}")
    assert missing(form, {"verdict": "fail"}) == [("why", "required")]
    assert missing(form, {"verdict": "pass"}) == []


def test_what_is_hidden_is_not_required() -> None:
    form = form_with(
        """
a: {kind: text}
b: {kind: text, visible: a == 'x', required: true}
s: {kind: section, visible: a == 'x'}
c: {kind: text, required: true}
rows: {kind: table, required: true, fields: {d: {kind: text, required: true}}}
"""
    )
    assert missing(form, {"a": "y"}) == []
    assert missing(form, {"a": "x"}) == [("b", "required"), ("c", "required"), ("rows", "required")]


def test_a_column_hidden_in_one_row_is_required_in_another() -> None:
    form = form_with(
        """
rows:
  kind: table
  fields:
    type: {kind: text}
    measured: {kind: number, visible: type == 'variable', required: true}
"""
    )
    rows = ({"type": "variable"}, {"type": "attribute"})
    assert missing(form, {"rows": rows}) == [("rows/0/measured", "required")]


def test_a_rating_stays_within_its_stars() -> None:
    form = form_with("stars: {kind: rating, maximum: 3}")
    assert missing(form, {"stars": D(4)}) == [("stars", "above-maximum")]
    assert missing(form, {"stars": D(0)}) == [("stars", "below-minimum")]


def test_a_field_locked_by_a_condition_cannot_be_changed() -> None:
    form = form_with("stage: {kind: text}\nprice: {kind: number, read_only: stage == 'agreed'}")
    agreed = {"stage": "agreed", "price": D(1)}
    assert overwritten(form, agreed, {**agreed, "price": D(2)}) == ["price"]
    assert overwritten(form, agreed, agreed) == []
    assert overwritten(form, {**agreed, "stage": "open"}, {**agreed, "price": D(2)}) == []
    assert overwritten(form, {"price": D(1)}, {**agreed, "price": D(2)}) == []


def test_a_new_record_may_not_fill_in_what_is_locked_from_the_start() -> None:
    form = form_with("price: {kind: number, default: 3, read_only: state == 'draft'}")
    blank = form.blank(Around())
    assert form.overwritten(blank, form.seen({"price": D(3)}, Around())) == []
    assert len(form.overwritten(blank, form.seen({"price": D(4)}, Around()))) == 1


def test_a_cell_locked_by_a_condition_cannot_be_changed_row_by_row() -> None:
    form = form_with(
        """
rows:
  kind: table
  fields:
    done: {kind: yes_no}
    measured: {kind: number, read_only: done, default: 0}
"""
    )
    before = {"rows": ({"id": "a", "done": True, "measured": D(1)}, {"id": "b", "done": False, "measured": D(1)})}
    after = {
        "rows": (
            {"id": "a", "done": True, "measured": D(2)},
            {"id": "b", "done": True, "measured": D(2)},
            {"id": None, "done": True, "measured": D(2)},
            {"id": None, "done": True, "measured": D(0)},
        )
    }
    assert overwritten(form, before, after) == ["rows/0/measured", "rows/2/measured"]


def test_links_are_told_with_whether_a_person_chose_them() -> None:
    form = form_with(
        """
plan: {kind: link, to: plan}
item: {kind: link, to: item, value: plan.item}
who: {kind: person}
rows:
  kind: table
  from: plan.characteristics
  fields: {characteristic: {kind: text}, gauge: {kind: link, to: item}, used: {kind: link, to: item}}
"""
    )
    row = {"id": "r", "source_row": "s", "gauge": "g1", "used": "g2"}
    links = form.links({"plan": "p1", "item": "i1", "who": "li", "rows": (row,)})
    assert [("/".join(map(str, each.path)), each.target_form, each.record_id, each.chosen) for each in links] == [
        ("plan", "plan", "p1", True),
        ("item", "item", "i1", False),
        ("who", "@person", "li", True),
        ("rows/0/gauge", "item", "g1", False),
        ("rows/0/used", "item", "g2", True),
    ]
