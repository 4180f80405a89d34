"""Completing a record: defaults, computed values, what is hidden."""

from __future__ import annotations

from decimal import Decimal

from tests.forms.workshop import Around, form_with

D = Decimal


def test_a_default_stands_where_nothing_was_sent() -> None:
    form = form_with("quantity: {kind: number, default: 5}\nmade_on: {kind: date, default: today()}")
    assert form.complete({}, Around())["quantity"] == 5
    assert form.complete({"quantity": None}, Around())["quantity"] is None
    assert form.complete({}, Around())["made_on"].isoformat() == "2026-11-22"


def test_a_default_may_read_a_linked_record() -> None:
    form = form_with("plan: {kind: link, to: plan}\nsample: {kind: number, default: plan.accept}")
    around = Around(p1={"accept": D(2)})
    assert form.complete({"plan": "p1"}, around)["sample"] == 2
    assert form.complete({"plan": None}, around)["sample"] is None


def test_values_are_computed_after_what_they_read_whatever_the_order_of_the_file() -> None:
    form = form_with("c: {kind: number, value: b + 1}\nb: {kind: number, value: a + 1}\na: {kind: number}")
    values = form.complete({"a": D(1)}, Around())
    assert (values["a"], values["b"], values["c"]) == (1, 2, 3)


def test_a_computed_value_sent_by_anybody_is_computed_anew() -> None:
    form = form_with("a: {kind: number}\nb: {kind: number, value: a * 2}")
    assert form.complete({"a": D(2), "b": D(999)}, Around())["b"] == 4


def test_a_computed_number_is_rounded_half_away_from_zero_to_its_decimals() -> None:
    form = form_with("a: {kind: number}\nb: {kind: number, decimals: 2, value: a / 8}")
    assert form.complete({"a": D(1)}, Around())["b"] == D("0.13")
    assert form.complete({"a": D(-1)}, Around())["b"] == D("-0.13")


def test_a_computed_link_keeps_the_id_of_the_linked_record() -> None:
    form = form_with("plan: {kind: link, to: plan}\nitem: {kind: link, to: item, value: plan.item}")
    around = Around(p1={"item": {"id": "i1", "code": "Shaft"}})
    assert form.complete({"plan": "p1"}, around)["item"] == "i1"
    assert form.complete({"plan": "gone"}, around)["item"] is None


def test_columns_are_computed_for_each_row_and_totals_after_them() -> None:
    form = form_with(
        """
total: {kind: number, value: 'sum(lines, amount)'}
rate: {kind: number, default: 2}
lines:
  kind: table
  fields:
    amount: {kind: number, value: quantity * rate}
    quantity: {kind: number}
"""
    )
    values = form.complete({"lines": ({"id": "r1", "quantity": D(3)}, {"id": None, "quantity": D(4)})}, Around())
    assert [row["amount"] for row in values["lines"]] == [6, 8]
    assert values["total"] == 14


def test_a_column_may_read_a_record_field_that_reads_another_column() -> None:
    form = form_with(
        """
total: {kind: number, value: 'sum(lines, quantity)'}
lines:
  kind: table
  fields:
    share: {kind: number, decimals: 2, value: quantity / total}
    quantity: {kind: number}
"""
    )
    values = form.complete({"lines": ({"id": "a", "quantity": D(1)}, {"id": "b", "quantity": D(3)})}, Around())
    assert [row["share"] for row in values["lines"]] == [D("0.25"), D("0.75")]


def test_a_rows_column_comes_before_the_records_field_of_the_same_name() -> None:
    form = form_with(
        """
quantity: {kind: number}
lines:
  kind: table
  fields:
    quantity: {kind: number}
    own: {kind: number, value: quantity}
    outer: {kind: number, value: this.quantity}
"""
    )
    values = form.complete({"quantity": D(9), "lines": ({"id": "a", "quantity": D(1)},)}, Around())
    assert (values["lines"][0]["own"], values["lines"][0]["outer"]) == (1, 9)


def test_what_is_hidden_is_cleared_and_does_not_count() -> None:
    form = form_with(
        """
type: {kind: text}
note: {kind: text, visible: type == 'other'}
length_of_note: {kind: number, value: length(note)}
"""
    )
    values = form.complete({"type": "usual", "note": "hello"}, Around())
    assert values["note"] is None
    assert values["length_of_note"] is None
    assert form.complete({"type": "other", "note": "hello"}, Around())["length_of_note"] == 5


def test_a_hidden_section_hides_and_clears_all_up_to_the_next_one() -> None:
    form = form_with(
        """
kept: {kind: text}
more: {kind: section, visible: kept == 'x'}
inside: {kind: text}
rows: {kind: table, fields: {cell: {kind: text}}}
rest: {kind: section}
after: {kind: text}
"""
    )
    sent = {"kept": "y", "inside": "a", "rows": ({"id": "r", "cell": "b"},), "after": "c"}
    values = form.complete(sent, Around())
    assert (values["inside"], values["rows"], values["after"]) == (None, (), "c")
    assert form.complete({**sent, "kept": "x"}, Around())["inside"] == "a"


def test_a_submitted_record_keeps_its_snapshots_until_what_they_read_in_it_changes() -> None:
    form = form_with(
        """
plan: {kind: link, to: plan}
accept: {kind: number, value: plan.accept}
defective: {kind: number}
fails: {kind: yes_no, value: defective > accept}
"""
    )
    before = form.complete({"plan": "p1", "defective": D(1)}, Around(p1={"accept": D(1)}))
    assert before["fails"] is False
    stricter = Around(p1={"accept": D(0)}, p2={"accept": D(5)})
    assert form.complete(before, stricter, before) == before
    assert form.complete({**before, "defective": D(2)}, stricter, before)["fails"] is True
    assert form.complete({**before, "plan": "p2"}, stricter, before)["accept"] == 5
    assert form.complete(before, stricter)["accept"] == 0


def test_a_sections_condition_may_read_the_clock_and_the_person() -> None:
    form = form_with("mine: {kind: yes_no, value: me.id == 'li' and today() == this.day}\nday: {kind: date}")
    around = Around()
    assert form.complete({"day": around["today"]}, around)["mine"] is True


def test_a_hidden_tab_hides_its_sections_too_up_to_the_next_tab() -> None:
    form = form_with(
        """
kept: {kind: text}
cause: {kind: tab, visible: kept == 'x'}
why: {kind: section}
inside: {kind: text}
closing: {kind: tab}
after: {kind: text}
"""
    )
    sent = {"kept": "y", "inside": "a", "after": "c"}
    values = form.complete(sent, Around())
    assert (values["inside"], values["after"]) == (None, "c")
    assert form.complete({**sent, "kept": "x"}, Around())["inside"] == "a"
