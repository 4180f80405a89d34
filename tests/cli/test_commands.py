"""The commands as a person uses them: what they print, what they leave behind, how they end."""

from __future__ import annotations

import argparse
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from engine.app.load import load_files
from engine.app.package import read_package
from engine.cli import main
from engine.cli.opening import open_apps
from engine.runtime.engine import Engine
from engine.runtime.imported import import_package, install_imported
from engine.storage.database import Database
from engine.storage.one_server import only_server
from engine.storage.versions import latest_versions

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "tests/apps/library"


def suyuan(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder of one's own with the library app."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


def test_the_schema_of_every_file_is_written(tmp_path: Path) -> None:
    assert suyuan("schema", tmp_path / "out") == 0
    written = {path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "out").iterdir()}
    assert "form.schema.json" in written
    for schema in written.values():
        Draft202012Validator.check_schema(schema)


def test_the_manual_of_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert suyuan("kinds") == 0
    assert suyuan("kinds", "field", "link") == 0
    assert "lot: {kind: link, to: lot, required: true, scan: true}" in capsys.readouterr().out


def test_a_kind_that_is_not_there_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert suyuan("kinds", "field", "lnik") == 1
    assert "did you mean 'link'?" in capsys.readouterr().out
    assert suyuan("kinds", "fild") == 1
    assert "did you mean 'field'?" in capsys.readouterr().out


def test_fmt_puts_files_in_shape_and_check_only_says_so(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = library / "forms/book.yaml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("{zh: ", "{ zh: "), "utf-8")
    assert suyuan("fmt", library, "--check") == 1
    assert "forms/book.yaml is not in its canonical shape" in capsys.readouterr().out
    assert file.read_text("utf-8") != good
    assert suyuan("fmt", library) == 0
    assert file.read_text("utf-8") == good
    assert suyuan("fmt", library, "--check") == 0


def test_fmt_shows_what_cannot_be_read_and_leaves_it(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = library / "forms/book.yaml"
    file.write_text("form: book\nform: book\n", "utf-8")
    assert suyuan("fmt", library) == 1
    assert "forms/book.yaml:2:1" in capsys.readouterr().out
    assert file.read_text("utf-8") == "form: book\nform: book\n"


def test_an_app_goes_out_as_a_package_and_into_another_database(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package, there = tmp_path / "library.zip", tmp_path / "there"
    assert suyuan("app", "export", library, package) == 0
    assert suyuan("app", "import", "--data", there, package) == 0
    assert suyuan("app", "list", "--data", there) == 0
    assert "library 0.1.0: publication 1, from package" in capsys.readouterr().out.splitlines()[-1]
    engine = Engine.open(f"sqlite:///{there / 'suyuan.db'}", there / "files")
    assert install_imported(engine) == []
    loaded = load_files(read_package(package.read_bytes())).app
    assert loaded is not None
    assert engine.installed["library"].app.hash == loaded.hash
    engine.close()


def test_an_app_with_errors_is_not_exported(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (library / "forms/member.yaml").unlink()
    assert suyuan("app", "export", library, tmp_path / "library.zip") == 1
    assert "forms/loan.yaml" in capsys.readouterr().out
    assert not (tmp_path / "library.zip").exists()


def test_a_package_with_errors_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.zip"
    with zipfile.ZipFile(wrong, "w") as archive:
        archive.writestr("app.yaml", "app: bakery\ntitle: B\nversion: one\n")
    assert suyuan("app", "import", "--data", tmp_path / "d", wrong) == 1
    assert "app.yaml:3:10" in capsys.readouterr().out
    with zipfile.ZipFile(wrong, "w") as archive:
        archive.writestr("../app.yaml", "app: bakery\n")
    assert suyuan("app", "import", "--data", tmp_path / "d", wrong) == 1
    said = capsys.readouterr().out
    assert "leads out of the package" in said
    assert "指向包外" in said
    assert suyuan("app", "list", "--data", tmp_path / "d") == 0
    assert "no app has been published" in capsys.readouterr().out
    assert not (tmp_path / "app.yaml").exists()


def test_an_app_in_a_folder_goes_before_the_imported_one_and_comes_back_without_it(
    library: Path, tmp_path: Path
) -> None:
    package, there = tmp_path / "library.zip", tmp_path / "there"
    assert suyuan("app", "export", library, package) == 0
    assert suyuan("app", "import", "--data", there, package) == 0
    file = library / "app.yaml"
    file.write_text(file.read_text("utf-8").replace("version: 0.1.0", "version: 0.2.0"), "utf-8")
    assert versions_served(there, library) == {"library": "0.2.0"}
    assert versions_served(there)["library"] == "0.1.0"


def test_the_apps_of_the_product_stay_beside_an_imported_one(library: Path, tmp_path: Path) -> None:
    package, there = tmp_path / "library.zip", tmp_path / "there"
    assert suyuan("app", "export", library, package) == 0
    assert suyuan("app", "import", "--data", there, package) == 0
    assert versions_served(there).keys() == {"library", "quality_trace"}


def test_an_imported_app_goes_before_the_one_that_comes_with_the_product(tmp_path: Path) -> None:
    own, package = tmp_path / "own", tmp_path / "own.zip"
    shutil.copytree(ROOT / "apps/quality_trace", own)
    file = own / "app.yaml"
    file.write_text(file.read_text("utf-8").replace("version: 0.1.0", "version: 7.0.0"), "utf-8")
    assert suyuan("app", "export", own, package) == 0
    assert suyuan("app", "import", "--data", tmp_path / "there", package) == 0
    assert versions_served(tmp_path / "there") == {"quality_trace": "7.0.0"}


def test_the_same_package_again_is_no_new_version(library: Path, tmp_path: Path) -> None:
    engine = Engine.open(f"sqlite:///{tmp_path / 'suyuan.db'}", tmp_path / "files")
    package = tmp_path / "library.zip"
    assert suyuan("app", "export", library, package) == 0
    engine.install_folder(library)
    first = import_package(engine, package.read_bytes())
    assert import_package(engine, package.read_bytes()).version == first.version
    assert [each.version for each in engine.database.read_now(latest_versions)] == [2]
    engine.close()


def versions_served(data: Path, *folders: Path) -> dict[str, str]:
    """App -> version of its definitions, as `suyuan serve` would serve them."""
    engine = open_apps(argparse.Namespace(data=data, database=None, app=list(folders)))
    engine.close()
    return {app_id: installed.app.version for app_id, installed in engine.installed.items()}


def test_a_second_server_on_a_sqlite_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Database.open(f"sqlite:///{tmp_path / 'suyuan.db'}") as database, only_server(database):
        assert suyuan("serve", "--data", tmp_path, "--app", LIBRARY) == 1
    assert "another server (process " in capsys.readouterr().out
    with Database.open(f"sqlite:///{tmp_path / 'suyuan.db'}") as database, only_server(database):
        pass


def test_several_processes_or_a_worker_of_its_own_on_sqlite_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert suyuan("serve", "--data", tmp_path, "--app", LIBRARY, "--processes", "2") == 1
    assert suyuan("worker", "--data", tmp_path) == 1
    printed = capsys.readouterr().out
    assert "one process serves a SQLite file" in printed
    assert "the server does the jobs itself" in printed
