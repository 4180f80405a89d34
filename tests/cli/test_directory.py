"""People, departments and tokens from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.access.secrets import is_api_token
from tests.cli.test_commands import LIBRARY, suyuan

TREE = "code,name,parent,head\nIQC,进料检验,QA,li\nQA,质量部,,\n"
PEOPLE = (
    "login,name,department,manager,roles\nli,李,IQC,chen,library.reader\nchen,陈,QA,,library.librarian library.reader\n"
)


@pytest.fixture
def data(tmp_path: Path) -> tuple[str, str]:
    return "--data", str(tmp_path / "data")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_house_is_imported_whole(tmp_path: Path, data: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    bare = written(tmp_path, "bare.yaml", "- {code: QA, name: 质量部}\n- {code: IQC, name: 进料检验, parent: QA}\n")
    assert suyuan("department", "import", *data, bare) == 0
    assert suyuan("user", "import", *data, "--app", LIBRARY, written(tmp_path, "people.csv", PEOPLE)) == 0
    assert suyuan("department", "import", *data, written(tmp_path, "tree.csv", TREE)) == 0
    capsys.readouterr()
    assert suyuan("department", "list", *data) == 0
    assert capsys.readouterr().out == "QA  质量部\n  IQC  进料检验\n"
    assert suyuan("user", "list", *data) == 0
    assert capsys.readouterr().out.split()[-5:] == ["li", "李", "IQC", "library.reader", "-"]


def test_every_wrong_row_is_named_and_none_is_stored(
    tmp_path: Path, data: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    people = "login,department,roles\nli,NO,\n,QA,\nwang,,library.king\nsun,,library.reader\n"
    assert suyuan("user", "import", *data, "--app", LIBRARY, written(tmp_path, "people.csv", people)) == 1
    said = capsys.readouterr().out
    assert "row 1: department: There is no department 'NO'" in said
    assert "row 2: login: Please fill this in" in said
    assert "row 3: roles: There is no role 'library.king'" in said
    assert suyuan("user", "list", *data) == 0
    assert capsys.readouterr().out == ""
    assert suyuan("department", "import", *data, written(tmp_path, "tree.csv", "code,boss\nQA,li\n")) == 1
    assert "There is no column 'boss'" in capsys.readouterr().out


def test_departments_are_added_moved_and_removed(data: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert suyuan("department", "add", *data, "QA", "--name", "质量部") == 0
    assert suyuan("department", "add", *data, "IQC", "--parent", "QA") == 0
    assert suyuan("department", "change", *data, "QA", "--parent", "IQC") == 1
    assert "cannot be its own part" in capsys.readouterr().out
    assert suyuan("department", "change", *data, "IQC", "--parent", "-") == 0
    assert suyuan("department", "remove", *data, "QA") == 0
    assert capsys.readouterr().out.endswith("IQC  IQC\n")
    assert suyuan("department", "add", *data, "A B") == 1


def test_a_service_gets_a_token_and_is_switched_off(data: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert suyuan("user", "add", *data, "--app", LIBRARY, "erp", "--service", "--role", "library.reader") == 0
    assert "suyuan user token erp" in capsys.readouterr().out
    assert suyuan("user", "token", *data, "--app", LIBRARY, "erp", "--name", "ERP", "--only", "library") == 0
    assert is_api_token(capsys.readouterr().out.splitlines()[-1])
    assert suyuan("user", "token", *data, "--app", LIBRARY, "erp", "--name", "ERP", "--only", "mes") == 1
    assert suyuan("user", "off", *data, "erp") == 0
    assert suyuan("user", "off", *data, "nobody") == 1
    capsys.readouterr()
    assert suyuan("user", "list", *data) == 0
    assert "service off" in capsys.readouterr().out
