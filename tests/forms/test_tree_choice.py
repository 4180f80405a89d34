"""A choice out of a tree: what may be picked, what belongs to a branch."""

from __future__ import annotations

import pytest

from engine.forms.field_types.tree_choice import TreeChoice
from engine.lang.problems import Refused
from tests.forms.workshop import form_with

TREE = """
it:
  kind: tree_choice
  leaves: true
  options:
    looks:
      title: Looks
      options:
        scratch: {title: Scratch}
        dent: {title: Dent, options: {deep: {title: Deep}}}
    size: {title: Size}
"""


def test_with_leaves_only_the_ends_of_the_tree_may_be_picked() -> None:
    field = form_with(TREE).field("it")
    assert [field.from_wire(value) for value in ("scratch", "deep", "size")] == ["scratch", "deep", "size"]
    for branch in ("looks", "dent"):
        with pytest.raises(Refused):
            field.from_wire(branch)


def test_a_branch_is_an_option_and_all_below_it() -> None:
    kind = form_with(TREE).field("it").definition
    assert isinstance(kind, TreeChoice)
    assert kind.below("looks") == ["looks", "scratch", "dent", "deep"]
    assert kind.below("deep") == ["deep"]


def test_an_expression_may_name_any_option_of_the_tree() -> None:
    form = form_with(f"{TREE}\ndeep: {{kind: yes_no, value: it == 'deep'}}")
    assert form.by_id["deep"].value is not None
