"""Loading a folder: what is read, what is told, what comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.app.files import part_of, read_folder
from engine.app.load import hash_of, load, load_files
from engine.app.schema import FILES, schemas
from engine.lang.diagnostics import render
from engine.lang.source import parse
from engine.runtime.check import check_folder
from tests.definitions.corpus import HERE, workshop

APPS = Path(__file__).parents[2] / "apps"


def folder(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("app", sorted(path.parent for path in APPS.glob("*/app.yaml")), ids=lambda path: path.name)
def test_every_app_of_this_house_loads_without_findings(app: Path) -> None:
    assert render(load(app).diagnostics) == ""


def test_an_app_holds_everything_its_files_say() -> None:
    app = load(HERE / "ok" / "workshop").app
    assert app is not None
    assert (app.id, app.version, app.title.zh, app.organisations_form) == ("workshop", "0.1.0", "小车间", "supplier")
    assert list(app.forms) == ["inspection", "lot", "supplier"]
    assert list(app.flows) == ["review"]
    assert list(app.flow_actions) == [("review", "release")]
    assert list(app.datasets) == ["inspections"]
    assert list(app.dashboards) == ["overview"]
    assert list(app.options) == ["verdict", "decision"]
    assert list(app.rights.roles) == ["inspector", "chief", "supplier_user"]
    assert list(app.trace.lots) == ["lot"]
    assert list(app.scenarios) == ["scenarios/failed_lot.yaml"]
    assert app.files == workshop()


def test_the_hash_names_the_texts_and_their_paths() -> None:
    files = workshop()
    app = load_files(files).app
    assert app is not None
    assert app.hash == hash_of(dict(reversed(files.items())))
    assert app.hash != hash_of({**files, "app.yaml": files["app.yaml"] + "\n"})
    assert hash_of({"a": "bc"}) != hash_of({"ab": "c"})


def test_files_nobody_reads_are_told(tmp_path: Path) -> None:
    files = {
        **workshop(),
        "from/lot.yaml": "x: 1",
        "forms/deep/lot.yaml": "x: 1",
        "role.yaml": "x: 1",
        "forms/a.yml": "",
    }
    loaded = load(folder(tmp_path, {**files, "README.md": "# no definition", "templates/label.html": "<p>"}))
    assert loaded.app is not None
    assert [line for line in render(loaded.diagnostics).splitlines() if line] == [
        "forms/a.yml:1:1: warning: only files ending in .yaml are read [file-unread]",
        "  rename it",
        "forms/deep/lot.yaml:1:1: warning: nothing reads a definition here [file-unread]",
        "  put it directly into forms/",
        "from/lot.yaml:1:1: warning: nothing reads a definition here [file-unread]",
        "  did you mean 'forms'?",
        "role.yaml:1:1: warning: nothing reads a definition here [file-unread]",
        "  did you mean 'roles.yaml'?",
    ]


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    app = folder(tmp_path, workshop())
    (app / "forms" / "supplier.yaml").write_bytes("form: supplier\ntitle: 供应商\n".encode("gbk"))
    loaded = load(app)
    assert loaded.app is None
    shown = render(loaded.diagnostics)
    assert shown.startswith("forms/supplier.yaml:2:8: this is no UTF-8 text from here on [text-broken]\n  title: ??")
    assert len(loaded.diagnostics) == 1


def test_the_report_ends_with_a_line_that_counts(tmp_path: Path) -> None:
    text, ok = check_folder(HERE / "ok" / "workshop")
    assert ok
    assert text == "workshop 0.1.0: 3 forms, 1 flow, 1 dataset, 1 dashboard; no errors"
    files = workshop()
    app = folder(tmp_path, {**files, "forms/lot.yaml": files["forms/lot.yaml"].replace("to: supplier", "to: suplier")})
    text, ok = check_folder(app)
    assert not ok
    assert text.splitlines()[-1] == "1 error"
    assert check_folder(tmp_path / "nowhere") == (
        f"{tmp_path / 'nowhere'} is no folder\n  name the folder that holds app.yaml",
        False,
    )


def test_each_file_has_a_json_schema_that_is_one() -> None:
    for name, schema in schemas().items():
        Draft202012Validator.check_schema(schema)
        assert schema["additionalProperties"] is False, name


@pytest.mark.parametrize(
    "app", [*(HERE / "ok").iterdir(), *(path.parent for path in APPS.glob("*/app.yaml"))], ids=lambda path: path.name
)
def test_what_loads_fits_the_json_schema_too(app: Path) -> None:
    validators = {name: Draft202012Validator(schema) for name, schema in schemas().items()}
    for name, text in read_folder(app).files.items():
        value = parse(text, name).value
        kind = kind_of(name, value)
        if kind in FILES:
            plain = json.loads(json.dumps(value, default=float))
            assert [
                f"{name}: {error.json_path}: {error.message}" for error in validators[kind].iter_errors(plain)
            ] == []


def kind_of(name: str, value: object) -> str:
    part = part_of(name)
    if part == "reports":
        assert isinstance(value, dict)
        return "dataset" if "dataset" in value else "dashboard"
    if part == "rules" and isinstance(value, dict) and "table" in value:
        return "table"
    return {"forms": "form", "flows": "flow", "rules": "rule"}.get(part, part)
