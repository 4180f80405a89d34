"""Departments are a tree with heads; from it follows who leads whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from engine.lang.problems import NotFound, Refused
from engine.storage.database import Database
from engine.storage.departments import (
    Department,
    add_department,
    adopt_written_names,
    all_departments,
    change_department,
    department_by_code,
    department_by_id,
    names_of_departments,
    remove_department,
)
from engine.storage.people import Person, add_person, change_person, person, person_by_id
from engine.storage.superiors import head_of, manager_of, refuse_circle

PLANT = Department("d1", "PLANT", "工厂", "Plant", head="boss")
QUALITY = Department("d2", "QA", "质量部", "Quality", parent="d1", head="li")
INCOMING = Department("d3", "IQC", "进料检验", parent="d2", head="wang")
PEOPLE = (
    Person("boss", "boss", "厂长", department="d1"),
    Person("li", "li", "李", department="d2"),
    Person("wang", "wang", "王", department="d3"),
    Person("zhao", "zhao", "赵", department="d3"),
    Person("qian", "qian", "钱", department="d3", manager="zhao"),
    Person("sun", "sun", "孙"),
)


@pytest.fixture
def organised(database: Database) -> Database:
    for part in (PLANT, QUALITY, INCOMING):
        database.write_now(lambda connection, part=part: add_department(connection, part))
    for one in PEOPLE:
        database.write_now(lambda connection, one=one: add_person(connection, one))
    return database


def within(database: Database) -> dict[str, tuple[str, ...]]:
    return {one.code: one.within for one in database.read_now(all_departments).values()}


def switch_off(database: Database, *logins: str) -> None:
    for one in PEOPLE:
        if one.login in logins:
            database.write_now(lambda connection, one=one: change_person(connection, replace(one, active=False)))


def test_a_department_knows_what_it_is_part_of_also_after_a_move(organised: Database) -> None:
    assert within(organised) == {"PLANT": ("PLANT",), "QA": ("QA", "PLANT"), "IQC": ("IQC", "QA", "PLANT")}
    organised.write_now(lambda connection: change_department(connection, replace(QUALITY, code="Q", parent=None)))
    assert within(organised) == {"PLANT": ("PLANT",), "Q": ("Q",), "IQC": ("IQC", "Q")}


def test_a_department_cannot_be_put_under_itself_or_nowhere(organised: Database) -> None:
    for part, parent, why in (
        (PLANT, "d3", "'IQC' is under it"),
        (PLANT, "d1", "'PLANT' is under it"),
        (QUALITY, "d9", "no department 'd9'"),
    ):
        moved = replace(part, parent=parent)
        with pytest.raises(Refused, match=why):
            organised.write_now(lambda connection, moved=moved: change_department(connection, moved))
    assert within(organised)["IQC"] == ("IQC", "QA", "PLANT")


def test_a_code_is_given_once(organised: Database) -> None:
    with pytest.raises(Refused, match="'QA' is taken"):
        organised.write_now(lambda connection: add_department(connection, Department("d4", "QA", "另一个")))
    with pytest.raises(Refused, match="'PLANT' is taken"):
        organised.write_now(lambda connection: change_department(connection, replace(INCOMING, code="PLANT")))
    with pytest.raises(NotFound):
        organised.write_now(lambda connection: change_department(connection, Department("d9", "X", "x")))


def test_only_an_empty_department_goes(organised: Database) -> None:
    for used in ("d2", "d3"):
        with pytest.raises(Refused, match="move them elsewhere"):
            organised.write_now(lambda connection, used=used: remove_department(connection, used))
    organised.write_now(lambda connection: add_department(connection, Department("d4", "LAB", "实验室")))
    organised.write_now(lambda connection: remove_department(connection, "d4"))
    assert organised.read_now(lambda connection: department_by_id(connection, "d4")) is None


def test_a_department_is_called_in_the_readers_language(organised: Database) -> None:
    named = organised.read_now(lambda connection: names_of_departments(connection, ["d2", "d3"], "en"))
    assert named == {"d2": "Quality", "d3": "进料检验"}
    assert organised.read_now(lambda connection: names_of_departments(connection, ["d2"], "zh")) == {"d2": "质量部"}


@pytest.mark.parametrize(
    ("login", "level", "manager"),
    [
        ("zhao", 1, "wang"),
        ("wang", 1, "li"),
        ("zhao", 2, "li"),
        ("zhao", 3, "boss"),
        ("zhao", 4, None),
        ("boss", 1, None),
        ("qian", 1, "zhao"),
        ("qian", 2, "wang"),
        ("sun", 1, None),
        ("nobody", 1, None),
    ],
)
def test_the_manager_is_named_or_heads_the_department(
    organised: Database, login: str, level: int, manager: str | None
) -> None:
    assert organised.read_now(lambda connection: manager_of(connection, login, level)) == manager


def test_people_switched_off_are_passed_by(organised: Database) -> None:
    switch_off(organised, "wang", "zhao")
    assert organised.read_now(lambda connection: manager_of(connection, "qian")) == "li"
    assert organised.read_now(lambda connection: manager_of(connection, "qian", 2)) == "boss"
    assert organised.read_now(lambda connection: head_of(connection, "d3")) == "li"
    switch_off(organised, "li", "boss")
    assert organised.read_now(lambda connection: head_of(connection, "d3")) is None
    assert organised.read_now(lambda connection: head_of(connection, "d9")) is None


def test_nobody_is_above_themselves(organised: Database) -> None:
    for under, over in (("zhao", "zhao"), ("zhao", "qian")):
        with pytest.raises(Refused, match="cannot be themselves"):
            organised.read_now(lambda connection, under=under, over=over: refuse_circle(connection, under, over))
    organised.read_now(lambda connection: refuse_circle(connection, "qian", "wang"))


def test_a_circle_that_stands_all_the_same_ends(organised: Database) -> None:
    circle = update(person).where(person.c.id == "zhao").values(manager="qian")
    organised.write_now(lambda connection: connection.execute(circle))
    assert organised.read_now(lambda connection: manager_of(connection, "zhao", 9)) is None


def test_departments_written_as_text_become_departments(database: Database) -> None:
    for one in (
        Person("a", "a", "甲", department="质检"),
        Person("b", "b", "乙", department="质检"),
        Person("c", "c", "丙"),
    ):
        database.write_now(lambda connection, one=one: add_person(connection, one))
    ids = iter(("d1", "d2"))
    for _ in range(2):
        database.write_now(lambda connection: adopt_written_names(connection, lambda: next(ids)))
    found = database.read_now(lambda connection: department_by_code(connection, "质检"))
    assert found is not None and (found.id, found.name, found.within) == ("d1", "质检", ("质检",))
    for login, department in (("a", "d1"), ("b", "d1"), ("c", None)):
        kept = database.read_now(lambda connection, login=login: person_by_id(connection, login))
        assert kept is not None and kept.department == department
