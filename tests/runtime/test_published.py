"""Engines that share a database serve the same: what one publishes or removes, the others see with their next turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from engine.app.files import read_folder
from engine.app.package import pack
from engine.lang.problems import NotFound
from engine.runtime.engine import Engine
from engine.runtime.ids import new_id
from engine.runtime.imported import import_package
from engine.storage import people
from engine.storage.people import Person
from engine.storage.versions import remove_app, return_app

LIBRARY = Path(__file__).parent.parent / "apps" / "library"
SOMEBODY = Person(new_id(), "mei", "Mei")


@pytest.fixture
def engines(database_url: str, tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    with ExitStack() as stack:
        two = Engine.open(database_url, tmp_path / "files"), Engine.open(database_url, tmp_path / "files")
        for engine in two:
            stack.callback(engine.close)
        two[0].database.write_now(lambda connection: people.add_person(connection, SOMEBODY))
        two[0].database.write_now(
            lambda connection: people.set_roles(connection, SOMEBODY.id, "library", ["librarian"])
        )
        yield two


def package(version: str) -> bytes:
    files = dict(read_folder(LIBRARY).files)
    [line] = [line for line in files["app.yaml"].splitlines() if line.startswith("version:")]
    files["app.yaml"] = files["app.yaml"].replace(line, f"version: {version}")
    return pack(files)


def served(engine: Engine) -> str:
    return engine.database.read_now(lambda connection: engine.turn(connection, "library", SOMEBODY).app.version)


def test_what_one_imports_the_other_serves_with_its_next_turn(engines: tuple[Engine, Engine]) -> None:
    one, other = engines
    with pytest.raises(NotFound):
        served(other)
    for version in ("7.0.0", "7.1.0"):
        import_package(one, package(version))
        assert (served(one), served(other)) == (version, version)


def test_what_one_removes_is_gone_for_the_other_and_comes_back(engines: tuple[Engine, Engine]) -> None:
    one, other = engines
    import_package(one, package("7.0.0"))
    assert served(other) == "7.0.0"
    one.database.write_now(lambda connection: remove_app(connection, "library", at=one.clock(), by=None))
    with pytest.raises(NotFound):
        served(other)
    one.database.write_now(lambda connection: return_app(connection, "library"))
    assert served(other) == "7.0.0"


def test_an_app_is_read_again_only_when_it_changed(engines: tuple[Engine, Engine]) -> None:
    one, other = engines
    import_package(one, package("7.0.0"))
    served(other)
    before = other.installed["library"]
    import_package(one, package("7.0.0"))
    served(other)
    assert other.installed["library"] is before


def test_what_is_published_last_is_served_by_all_wherever_it_came_from(engines: tuple[Engine, Engine]) -> None:
    one, other = engines
    named = other.install_folder(LIBRARY).app.version
    import_package(one, package("7.0.0"))
    assert (served(one), served(other)) == ("7.0.0", "7.0.0")
    other.install_folder(LIBRARY)
    assert (served(one), served(other)) == (named, named)


def test_an_app_that_only_stands_in_gives_way(engines: tuple[Engine, Engine]) -> None:
    one, other = engines
    other.install_folder(LIBRARY, stands_in=True)
    import_package(one, package("7.0.0"))
    assert served(other) == "7.0.0"
