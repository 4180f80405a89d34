"""Publishing from the command line: what would be lost is told and has to be accepted, also to start a server."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import pytest

from engine.cli import main
from engine.cli.opening import open_apps
from engine.cli.wrong import OptionWrong
from engine.storage.people import holders_in
from engine.storage.versions import versions_of
from tests.runtime.site import LIBRARY, Site

SCIENCE = "    science: {title: {zh: 科学, en: Science}}\n"


def suyuan(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A folder of the library without an option that a book of the database in `data` holds."""
    (tmp_path / "data").mkdir()
    site = Site.open(f"sqlite:///{tmp_path / 'data' / 'suyuan.db'}", tmp_path / "data")
    site.sent("ann", "book", {"title": "Flatland", "code": "B1", "genre": "science"})
    assert site.engine.database.read_now(lambda connection: holders_in(connection, "library")) == 2
    site.engine.close()
    folder = Path(shutil.copytree(LIBRARY, tmp_path / "library"))
    text = (folder / "app.yaml").read_text("utf-8")
    assert SCIENCE in text
    (folder / "app.yaml").write_text(text.replace(SCIENCE, ""), "utf-8")
    return folder


def test_a_loss_is_told_and_has_to_be_accepted(changed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = changed.parent / "data"
    assert suyuan("app", "plan", changed, "--data", data) == 0
    assert "! Option science of 'Book, Genre' is removed: 1 records keep it" in capsys.readouterr().out
    assert suyuan("app", "publish", changed, "--data", data) == 1
    assert "nothing was published: accept it with --yes" in capsys.readouterr().out
    assert suyuan("app", "publish", changed, "--data", data, "--yes") == 0
    assert suyuan("app", "rollback", "library", "1", "--data", data) == 0
    assert suyuan("app", "rollback", "library", "9", "--data", data) == 1
    assert "has no publication 9" in capsys.readouterr().out


def test_a_server_does_not_start_over_a_loss_and_says_how_to_accept_it(changed: Path) -> None:
    options = argparse.Namespace(data=changed.parent / "data", database=None, app=[changed])
    with pytest.raises(OptionWrong, match=r"(?s)! Option science.*suyuan app publish .*library --yes"):
        open_apps(options)


def test_a_command_beside_the_server_publishes_nothing(changed: Path) -> None:
    data = changed.parent / "data"
    assert suyuan("app", "publish", changed, "--data", data, "--yes") == 0
    options = argparse.Namespace(data=data, database=None, app=None)
    engine = open_apps(options, serves=False)
    assert engine.installed["library"].version == 2
    assert len(engine.database.read_now(lambda connection: versions_of(connection, "library"))) == 2
    engine.close()
