"""Every kind of field says everything about itself, and nobody else needs to know it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeEngine, to_instance

import engine
from engine.forms.definition import FormDefinition
from engine.forms.field_types import COLUMN_KINDS, FIELD_KINDS
from engine.lang.source import parse
from engine.lang.validation import validate
from tests.forms.test_field_cases import form_for

EVERY = pytest.mark.parametrize("kind", FIELD_KINDS.names)
PACKAGE = Path(engine.__file__).parent


@EVERY
def test_every_kind_has_its_own_file(kind: str) -> None:
    assert FIELD_KINDS.named(kind).__module__ == f"engine.forms.field_types.{kind}"


@EVERY
def test_every_kind_has_a_manual_and_a_widget(kind: str) -> None:
    manual = vars(FIELD_KINDS.named(kind))["__doc__"]
    assert len(manual.split()) > 5
    assert FIELD_KINDS.named(kind).widget


@EVERY
def test_the_example_of_every_kind_is_valid(kind: str) -> None:
    text = f"form: tried\ntitle: Tried\nfields:\n  {FIELD_KINDS.named(kind).example}\n"
    outcome = validate(FormDefinition, parse(text, "forms/tried.yaml"))
    assert isinstance(outcome, FormDefinition), outcome
    assert [each.kind for each in outcome.fields.values()] == [kind]


@EVERY
def test_every_kind_describes_itself_to_the_page(kind: str) -> None:
    described = form_for(kind).field("it").describe()
    assert json.loads(json.dumps(described)) == described
    assert {"id", "kind", "widget", "title", "help", "required", "visible", "read_only", "value", "default"} <= set(
        described
    )


@EVERY
def test_every_kind_that_keeps_a_value_has_a_schema_a_column_and_a_type(kind: str) -> None:
    field = form_for(kind).field("it")
    if not field.stored:
        assert field.column_type() is None
        assert field.expression_type() is None or field.live is not None
        return
    jsonschema.Draft202012Validator.check_schema(field.json_schema())
    assert field.expression_type() is not None or field.column_parts
    assert (field.column_type() is None) == bool(field.row_fields or field.column_parts)
    if field.column_type() is not None:
        column: TypeEngine[Any] = to_instance(field.column_type())
        assert column.compile(sqlite.dialect())
        assert column.compile(postgresql.dialect())


@EVERY
def test_every_option_a_kind_has_is_in_the_language_schema(kind: str) -> None:
    schema = FIELD_KINDS.named(kind).model_json_schema()
    assert schema["additionalProperties"] is False


def test_tables_and_layout_are_no_columns() -> None:
    assert set(FIELD_KINDS.names) - set(COLUMN_KINDS.names) == {
        "table",
        "tab",
        "section",
        "note",
        "lookup",
        "roll_up",
        "signature",
        "location",
        "period",
    }


NEW_KIND = '''"""A colour."""

from __future__ import annotations

from typing import Annotated, ClassVar

from engine.forms.roots.text_kind import TextKind


class Colour(TextKind):
    """A colour as `#rrggbb`, painted beside its name on the page."""

    kind: ClassVar[str] = "colour"
    widget: ClassVar[str] = "colour"
    example: ClassVar[str] = "paint: {kind: colour}"
'''
NEW_CASES = """
field: {kind: colour}
accepted: [{sent: "#ff0000", kept: "#ff0000"}]
typed: [{typed: "#ff0000", kept: "#ff0000"}]
refused: [{sent: 1, code: wrong-type}]
"""


def test_a_new_kind_is_its_file_its_case_file_and_one_line(tmp_path: Path) -> None:
    """A copy of the engine gets a kind; everything that goes through all kinds then goes through it too."""
    root = Path(__file__).parent.parent.parent
    unwanted = shutil.ignore_patterns("__pycache__", "page", "var")
    shutil.copytree(PACKAGE, tmp_path / "engine", ignore=unwanted)
    shutil.copytree(root / "tests" / "forms", tmp_path / "tests" / "forms", ignore=unwanted)
    shutil.copytree(root / "tests" / "cases" / "fields", tmp_path / "tests" / "cases" / "fields")
    (tmp_path / "tests" / "__init__.py").touch()
    kinds = tmp_path / "engine" / "forms" / "field_types"
    (kinds / "colour.py").write_text(NEW_KIND, "utf-8")
    (tmp_path / "tests" / "cases" / "fields" / "colour.yaml").write_text(NEW_CASES, "utf-8")
    registry = (kinds / "__init__.py").read_text("utf-8")
    (kinds / "__init__.py").write_text(registry.replace('    "note",\n', '    "note",\n    "colour",\n'), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    suites = [f"tests/forms/{name}.py" for name in ("test_field_cases", "test_field_kinds", "test_field_round_trips")]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "colour", *suites]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert " passed" in run.stdout
