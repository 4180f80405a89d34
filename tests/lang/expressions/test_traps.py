"""Where languages and databases differ is known; each such trap is a case."""

from __future__ import annotations

from test_refused import CASES as REFUSED
from test_values import CASES as VALUES

ELSEWHERE = {35}
"""The place of null in an order: tests/storage/test_page.py, since the language has no order of rows."""


def test_each_of_the_46_traps_is_a_case() -> None:
    covered = {case["trap"] for case in (*VALUES, *REFUSED) if "trap" in case}
    assert covered | ELSEWHERE == set(range(1, 47))
