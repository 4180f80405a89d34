"""Right definitions load without a word; wrong ones are found, all of them, with exactly the words people read."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.app.load import load, load_files
from engine.lang.diagnostics import render
from tests.definitions.corpus import Case, right_apps, wrong_cases


@pytest.mark.parametrize("folder", right_apps(), ids=lambda folder: folder.name)
def test_a_right_app_loads_without_findings(folder: Path) -> None:
    loaded = load(folder)
    assert render(loaded.diagnostics) == ""
    assert loaded.app is not None


@pytest.mark.parametrize("case", wrong_cases(), ids=lambda case: case.name)
def test_what_is_wrong_is_found_and_said(case: Case) -> None:
    loaded = load_files(case.files)
    assert render(loaded.diagnostics) + "\n" == case.found


@pytest.mark.parametrize("case", wrong_cases(), ids=lambda case: case.name)
def test_an_app_with_an_error_is_not_run_and_one_with_warnings_is(case: Case) -> None:
    loaded = load_files(case.files)
    errors = [finding for finding in loaded.diagnostics if finding.severity == "error"]
    assert (loaded.app is None) == bool(errors)
