"""What is found wrong with a form, each thing where it stands."""

from __future__ import annotations

import pytest

from engine.forms.form import Form
from tests.forms.workshop import flaws_of, form_of, form_with, outcome_of


def found(text: str) -> list[tuple[tuple[str | int, ...], str]]:
    return [(flaw.path, flaw.code) for flaw in flaws_of(text)]


def test_every_expression_is_checked_and_every_fault_is_found() -> None:
    assert found(
        """
fields:
  a: {kind: text, visible: bb == 'x', required: a + 1}
  b: {kind: number, value: "'text'", limits: [a, 3]}
  item: {kind: link, to: item, where: colour == 'red'}
  lines: {kind: table, fields: {c: {kind: number, value: d}}}
"""
    ) == [
        (("fields", "a", "visible"), "name-unknown"),
        (("fields", "a", "required"), "type-wrong"),
        (("fields", "b", "value"), "type-wrong"),
        (("fields", "b", "limits", 0), "type-wrong"),
        (("fields", "item", "where"), "name-unknown"),
        (("fields", "lines", "fields", "c", "value"), "name-unknown"),
    ]


def test_where_is_about_the_target_and_this_is_the_record() -> None:
    form = form_with(
        "item: {kind: link, to: item}\nplan: {kind: link, to: plan, where: item == this.item and accept > 0}"
    )
    where = form.field("plan").where
    assert where is not None
    this = {"item": {"id": "i1"}}
    assert where.evaluate({"item": {"id": "i1"}, "accept": 1, "this": this}) is True
    assert where.evaluate({"item": {"id": "i2"}, "accept": 1, "this": this}) is False


@pytest.mark.parametrize(
    ("fields", "path", "circle"),
    [
        ("  a: {kind: number, value: b}\n  b: {kind: number, value: a}", ("fields", "a", "value"), "a → b → a"),
        ("  a: {kind: text, visible: a == 'x'}", ("fields", "a", "visible"), "a → a"),
        (
            "  t: {kind: number, value: 'sum(rows, x)'}\n  rows: {kind: table, fields: {x: {kind: number, value: t}}}",
            ("fields", "t", "value"),
            "t → rows.x → t",
        ),
    ],
)
def test_a_value_computed_from_itself_is_found(fields: str, path: tuple[str, ...], circle: str) -> None:
    (flaw,) = flaws_of(f"fields:\n{fields}\n  its_name: {{kind: text}}")
    assert flaw.code == "value-circle"
    steps = flaw.sentence.removeprefix("this is computed from itself: ").split(" → ")
    assert sorted(steps[1:]) == sorted(circle.split(" → ")[1:])
    assert steps[0] == steps[-1] == ".".join(part for part in flaw.path[1:-1] if part != "fields")


def test_required_and_read_only_conditions_may_read_the_field_itself() -> None:
    assert isinstance(outcome_of("fields:\n  a: {kind: text, required: empty(a)}"), Form)


def test_the_outline_names_only_fields_there_are() -> None:
    assert found(
        """
name: colour
list: [number, statee, hint, a]
key: [b]
code_field: c
number: X-{date:%H}-{seq:4}
fields:
  a: {kind: text}
  hint: {kind: note, text: Watch}
"""
    ) == [
        (("number",), "number-pattern"),
        (("name",), "field-unknown"),
        (("list", 1), "field-unknown"),
        (("list", 2), "field-unknown"),
        (("key", 0), "field-unknown"),
        (("code_field",), "field-unknown"),
    ]


def test_a_number_may_hold_a_text_or_a_choice_but_no_link() -> None:
    assert found("number: '{item}-{seq:3}'\nfields: {item: {kind: link, to: item}}") == [
        (("number",), "number-pattern")
    ]
    form = form_of("number: '{site}-{seq:3}'\nfields: {site: {kind: text}}")
    assert form.number is not None
    assert form.number.prefix({"site": "BJ"}, None) == "BJ-"  # type: ignore[arg-type]


def test_names_are_proposed() -> None:
    form = form_of("fields:\n  quantity: {kind: number}\n  code: {kind: text}\n  long: {kind: long_text}")
    assert (form.name, form.list_columns, form.code_field) == ("code", ("code", "quantity"), "code")
    numbered = form_of("number: A-{seq:4}\nfields:\n  quantity: {kind: number}")
    assert (numbered.name, numbered.list_columns, numbered.code_field) == ("number", ("number", "quantity"), None)


def test_a_form_without_anything_to_name_its_records_is_refused() -> None:
    assert found("fields: {quantity: {kind: number}}") == [((), "name-missing")]


def test_a_copied_table_needs_rows_at_the_end_of_its_path_and_columns_in_common() -> None:
    table = (
        "fields:\n  plan: {kind: link, to: plan}\n  name: {kind: text}\n  rows: {kind: table, from: %s, fields: {%s}}"
    )
    assert found(table % ("plan.code", "x: {kind: text}")) == [(("fields", "rows", "from"), "type-wrong")]
    assert found(table % ("plan.characteristics", "x: {kind: text}")) == [(("fields", "rows", "from"), "copy-nothing")]
    assert found(table % ("plan.characteristics", "lower: {kind: date}")) == [
        (("fields", "rows", "fields", "lower"), "copy-type")
    ]


def test_an_unknown_form_or_option_set_is_the_apps_to_report() -> None:
    assert found("fields:\n  a: {kind: text}\n  b: {kind: choice, options: nowhere}") == []
    assert found("fields:\n  a: {kind: text}\n  b: {kind: link, to: nowhere, where: 1 == 1}") == []
