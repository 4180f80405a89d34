"""Every way to filter by every kind of field, on both databases, against the `filters` of its case file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta, timezone
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection

from engine.forms.field_types import FIELD_KINDS
from engine.forms.form import Form
from engine.forms.operators import OPERATORS
from engine.forms.words import Words
from engine.lang.expressions import DEPARTMENT, PERSON
from engine.lang.problems import Refused
from engine.runtime.filtering import filter_of
from engine.storage.database import Database
from engine.storage.departments import Department, add_department
from engine.storage.filters import CONDITIONS
from engine.storage.migrate import migrate
from engine.storage.page import page_of
from engine.storage.people import Person, add_person
from engine.storage.records import insert_record
from engine.storage.tables import AppTables
from tests.conftest import without_driver
from tests.forms.test_field_cases import case_file, form_for, plain
from tests.forms.workshop import form_beside
from tests.storage.shapes import record

KINDS = [kind for kind in FIELD_KINDS.names if FIELD_KINDS.named(kind).operators]
SITE = Words("zh", timezone(timedelta(hours=8)))


def app_of(kind: str) -> tuple[Form, AppTables]:
    form = form_for(kind)
    beside = (form_beside(name) for name in ("item", "plan"))
    return form, AppTables.compile(f"tried_{kind}", (form, *beside))


def fill(connection: Connection, form: Form, tables: AppTables, kind: str) -> None:
    file = case_file(kind)
    target = form.field("it").target_form
    for target_id, name in file.get("names", {}).items():
        if target == PERSON:
            add_person(connection, Person(target_id, target_id, name))
        elif target == DEPARTMENT:
            add_department(connection, Department(target_id, target_id, name))
        else:
            insert_record(connection, tables.form(str(target)), record(str(target), target_id, {"code": name}))
    for record_id, sent in file["filters"]["records"].items():
        entered = form.field("it").definition.entered
        values = form.accept({"it": plain(sent)}, draft=True) if entered else {"it": sent}
        insert_record(connection, tables.form(form.id), record(form.id, record_id, values))


def found(connection: Connection, form: Form, tables: AppTables, asked: str) -> list[str]:
    condition = filter_of(tables, form, f"it:{asked}", concealed=frozenset(), read={}, words=SITE)
    page = page_of(connection, tables, tables.form(form.id), filters=[condition])
    return sorted(one.id for one in page.records)


def url_of(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{folders.mktemp('filters') / 'filters.sqlite'}"
    server, name = str(request.getfixturevalue("postgres_url")), f"filters_{os.getpid()}"
    with psycopg.connect(without_driver(server), autocommit=True) as connection:
        connection.execute(f"drop database if exists {name}")
        connection.execute(f"create database {name}")
    return server.replace("/postgres?", f"/{name}?", 1)


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def everywhere(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database with the tables of every kind."""
    with Database.open(url_of(request, tmp_path_factory)) as database:
        for kind in KINDS:
            tables = app_of(kind)[1]
            database.write_now(lambda connection, tables=tables: migrate(connection, tables.metadata))
        yield database


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_finds_what_it_says(everywhere: Database, kind: str) -> None:
    form, tables = app_of(kind)
    asked: dict[str, Any] = case_file(kind)["filters"]["asked"]

    def command(connection: Connection) -> dict[str, list[str]]:
        fill(connection, form, tables, kind)
        return {text: found(connection, form, tables, text) for text in asked}

    assert everywhere.write_now(command) == {text: sorted(ids) for text, ids in asked.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_filter_of_a_kind_has_a_case(kind: str) -> None:
    asked = {text.partition(":")[0] for text in case_file(kind)["filters"]["asked"]}
    assert asked == set(FIELD_KINDS.named(kind).operators)


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_a_kind_does_not_have_is_refused_with_those_it_has(kind: str) -> None:
    form, tables = app_of(kind)
    with pytest.raises(Refused) as refused:
        filter_of(tables, form, "it:like:x", concealed=frozenset(), read={}, words=SITE)
    assert refused.value.problems[0].code == "unknown-operator"


def test_every_filter_there_is_can_be_asked_and_is_had_by_a_kind() -> None:
    assert set(OPERATORS) == set(CONDITIONS)
    assert set(OPERATORS) == {name for kind in FIELD_KINDS for name in kind.operators}
    for operator in OPERATORS.values():
        assert operator.title.zh != operator.title.en


@pytest.mark.parametrize("asked", ["between:1..2..3", "between:a..b", "in:1,x", "eq:", "lt:"])
def test_a_filter_that_asks_for_no_value_is_refused(asked: str) -> None:
    form, tables = app_of("number")
    with pytest.raises(Refused):
        filter_of(tables, form, f"it:{asked}", concealed=frozenset(), read={}, words=SITE)
