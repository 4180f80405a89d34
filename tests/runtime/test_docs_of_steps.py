"""The page about steps names every kind, and its examples can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.lang.source import parse
from engine.lang.validation import validate
from engine.runtime.import_mapping import ImportDefinition
from engine.runtime.scenario import ScenarioDefinition
from engine.runtime.steps.draws import DRAWS
from engine.runtime.steps.expectations import EXPECTATIONS
from engine.runtime.steps.kinds import STEPS

PAGE = (Path(__file__).parents[2] / "docs/scenarios.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("name", [*STEPS.names, *EXPECTATIONS.names])
def test_every_kind_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("name", DRAWS)
def test_every_random_value_is_on_the_page(name: str) -> None:
    assert f"`{{{name}: " in PAGE


@pytest.mark.parametrize(("model", "text"), list(zip([ScenarioDefinition, ImportDefinition], EXAMPLES, strict=True)))
def test_the_examples_are_valid(model: type[ScenarioDefinition | ImportDefinition], text: str) -> None:
    source = parse(text, "docs/scenarios.md")
    assert not source.diagnostics
    assert isinstance(validate(model, source), model)
