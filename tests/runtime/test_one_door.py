"""Frozen lots are refused in one place. However a record comes, it is stored and moves material by one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import engine

ROOT = Path(engine.__file__).parent


def calling(*names: str) -> set[str]:
    """The modules outside `trace` and `storage` that call or hand on one of these functions, however they name it."""
    found = set()
    for path in ROOT.rglob("*.py"):
        module = path.relative_to(ROOT).with_suffix("").as_posix()
        if module.startswith(("trace/", "storage/")):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute | ast.Name):
                dotted = ast.unparse(node)
                if dotted in names:
                    found.add(module)
    return found


@pytest.mark.parametrize(
    ("names", "doors"),
    [
        # Material is written to the ledger, and taken back, by the module that asks for holds and balances first.
        (("ledger.record", "ledger.void"), {"runtime/move"}),
        # It is asked to by the one step all records go through, new or changed.
        (("move.move", "move.move_again"), {"runtime/change"}),
        # New records are stored there alone; what deletion changes has moved nothing.
        (("insert_record",), {"runtime/change"}),
        (("update_record",), {"runtime/change", "runtime/deletion"}),
    ],
)
def test_only_the_door_is_called(names: tuple[str, ...], doors: set[str]) -> None:
    assert calling(*names) == doors
