"""The demo factory: months of records, told from one seed, with something to find and something to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.lang.source import parse
from engine.runtime.demo import DemoFailed, load_demo, read_demo, sign_in_links, tell_demo
from engine.runtime.engine import Engine
from engine.runtime.steps.live import LiveStage
from engine.runtime.steps.stage import NotThere
from engine.storage.people import Person, add_person, all_people
from tests.scenarios.conftest import NOW, Theatre, theatre_of


def told(theatre: Theatre, stage: LiveStage) -> list[float]:
    """Tells the demo; how far it said it was, step by step."""
    heard: list[float] = []
    tell_demo(read_demo(theatre.app.demo), stage, NOW, lambda done, share: heard.append(share))
    return heard


@pytest.fixture(scope="module")
def factory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theatre]:
    """The demo, told once."""
    folder: Path = tmp_path_factory.mktemp("factory")
    engine = Engine.open(f"sqlite:///{folder / 'demo.sqlite'}", folder / "files", clock=lambda: NOW)
    theatre = theatre_of(engine, "quality_trace")
    load_demo(engine, "quality_trace", lambda done, total: None)
    yield theatre
    engine.close()


def count(factory: Theatre, form: str, where: str, login: str = "manager") -> int:
    return factory.undone(lambda stage: len(_known(factory, stage).find(form, where, login, None)))


def _known(factory: Theatre, stage: LiveStage) -> LiveStage:
    """The stage with the people of the demo on it."""
    for login, roles in PEOPLE.items():
        stage.join(login, login, roles, None, "zh")
    return stage


PEOPLE = {
    "manager": ["manager"],
    "purchasing": ["purchasing"],
    "quality": ["quality_director"],
    "warehouse": ["warehouse"],
    "supplier_huaxin": ["supplier_user"],
    "supplier_hengxin": ["supplier_user"],
}


def test_the_demo_loads_on_postgresql_too(postgres: str, tmp_path: Path) -> None:
    engine = Engine.open(postgres, tmp_path / "files")
    theatre = theatre_of(engine, "quality_trace")
    heard = theatre.undone(lambda stage: told(theatre, stage))
    engine.close()
    assert heard == sorted(heard)
    assert heard[-1] == 1


def test_half_a_year_of_lots(factory: Theatre) -> None:
    assert count(factory, "lot", "not empty(supplier)") >= 130
    assert count(factory, "iqc_inspection", "days(submitted_at, now()) > 170") >= 5


def test_a_drifting_process_is_there_to_be_found(factory: Theatre) -> None:
    failed = "verdict == 'fail' and supplier.code == 'S02' and days(submitted_at, now())"
    assert count(factory, "iqc_inspection", f"{failed} < 63") > 2 * count(factory, "iqc_inspection", f"{failed} >= 63")


def test_a_good_supplier_hardly_fails(factory: Theatre) -> None:
    assert count(factory, "iqc_inspection", "verdict == 'fail' and supplier.code == 'S01'") <= 1


@pytest.mark.parametrize(
    ("login", "node"), [("purchasing", "judge"), ("quality", "concession_review"), ("warehouse", "return_goods")]
)
def test_everybody_finds_something_to_do(login: str, node: str, factory: Theatre) -> None:
    tasks = factory.undone(lambda stage: _known(factory, stage).tasks(login))
    assert node in {task.node for task in tasks}


def test_a_lot_waits_for_the_inspector(factory: Theatre) -> None:
    assert count(factory, "lot", "quality == 'awaiting'") == 1


def test_a_supplier_finds_an_order_to_confirm(factory: Theatre) -> None:
    assert count(factory, "outsourcing_order", "answer == 'waiting'", "supplier_huaxin") >= 1


def test_a_supplier_sees_no_lot_of_another(factory: Theatre) -> None:
    assert count(factory, "lot", "supplier.code == 'S01'", "supplier_hengxin") > 0
    assert count(factory, "lot", "supplier.code != 'S01'", "supplier_hengxin") == 0


def test_a_shipped_motor_is_traced_to_its_suppliers(factory: Theatre) -> None:
    def story(stage: LiveStage) -> set[object]:
        _known(factory, stage)
        motor = stage.find("lot", "item.code == 'MTR-900' and quality == 'accepted'", None, None)[0]
        found = stage.trace("manager", motor, "backward")
        return {stage.value(one, ["item", "code"]) for one in found if one.form == "lot"}

    assert factory.undone(story) == {"HSF-110", "HSG-100", "SFT-200", "BRK-300"}


def test_the_demo_is_told_once(factory: Theatre) -> None:
    assert load_demo(factory.engine, "quality_trace", lambda done, total: None) == 0


def test_everybody_signs_in_by_a_link(factory: Theatre) -> None:
    people = {person.login for person, _ in sign_in_links(factory.engine)}
    assert people >= PEOPLE.keys()


def test_a_real_person_takes_no_part_in_a_story(new_library: Theatre) -> None:
    real = Person("0198c7a0-0000-7000-8000-000000000001", "ann", "Ann")
    new_library.engine.database.write_now(lambda connection: add_person(connection, real))
    with pytest.raises(NotThere, match="real person"):
        new_library.undone(lambda stage: stage.join("ann", "Ann", ["librarian"], None, "en"))


def test_people_of_the_demo_have_no_password(factory: Theatre) -> None:
    people = factory.engine.database.read_now(all_people)
    assert people
    assert all(person.demo and person.password_hash is None for person in people)


def test_a_demo_that_cannot_be_told_says_where(library: Theatre) -> None:
    text = "demo: broken\ntitle: x\npeople: {ann: {roles: [librarian]}}\nsteps:\n  - {as: ann, submit: book}\n"
    parts = read_demo({"demo/1.yaml": parse(text, "demo/1.yaml")})
    with pytest.raises(DemoFailed, match=r"demo/1.yaml:5:5: refused: .*demo-failed"):
        library.undone(lambda stage: tell_demo(parts, stage, NOW))
