"""What people may see and do: by role, by record, by field; in the database and in memory alike."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, product
from typing import Any

import pytest
from sqlalchemy import Column, MetaData, String, Table, create_engine, insert, select

from engine.access.compile import compile_rights
from engine.access.definition import RolesDefinition
from engine.access.rights import Actor, Rights, allowed, hidden, locked, permits, predicate
from engine.lang.expressions import MISSING, PERSON, TEXT, ChoiceType, RecordType, Scope
from engine.lang.source import parse
from engine.lang.validation import validate

ROLES = """
roles:
  clerk:
    title: Clerk
    home: [list:lot, tasks]
    forms:
      lot: {see: true, change: state == 'draft', hide: [price], lock: [grade, price]}
  buyer:
    title: Buyer
    home: [tasks, report:cockpit]
    forms:
      lot: {see: true, create: true, change: true, lock: [grade]}
    reports: [cockpit]
    trace: true
  outsider:
    title: Outsider
    external: true
    home: [list:lot]
    forms:
      lot: {see: supplier == me.organisation, hide: [note]}
  reader:
    title: Reader
    forms:
      lot: {see: state == 'submitted'}
"""
NAMES = {"id": TEXT, "supplier": RecordType("supplier"), "state": ChoiceType(("draft", "submitted"))}
FORMS = {"lot": NAMES, "supplier": {"id": TEXT}, PERSON: {"id": TEXT, "organisation": RecordType("supplier")}}
SCOPE = Scope({**NAMES, "me": RecordType(PERSON)}, lambda form: FORMS[form])
LOTS = [
    {"id": f"{supplier}-{state}", "supplier": supplier, "state": state}
    for supplier, state in product(("s1", "s2", None), ("draft", "submitted"))
]
ALL_ROLES = ("clerk", "buyer", "outsider", "reader")


def read_roles(text: str = ROLES) -> tuple[Rights, tuple[str, ...]]:
    written = validate(RolesDefinition, parse(text, "roles.yaml"))
    assert isinstance(written, RolesDefinition)
    rights, flaws = compile_rights(written, lambda form: SCOPE if form == "lot" else None)
    return rights, tuple(f"{'/'.join(map(str, flaw.path))}: {flaw.sentence}" for flaw in flaws)


RIGHTS, FLAWS = read_roles()


def person(*roles: str, organisation: str | None = None) -> Actor:
    return Actor("p1", "Li", "li", frozenset(roles), organisation)


class Place:
    """A table of lots, with the actor's organisation bound."""

    def __init__(self, table: Table, actor: Actor | None) -> None:
        self.table = table
        organisation = actor.organisation if actor else None
        self.me: Mapping[str, object] = {"organisation": organisation}

    def constant(self, path: tuple[str, ...]) -> Any:
        return self.me.get(path[1]) if path[0] == "me" else MISSING

    def column(self, path: tuple[str, ...]) -> Any:
        return self.table.c[path[0]]

    def rows(self, path: tuple[str, ...]) -> Any:
        raise AssertionError(path)


def seen_in_the_database(actor: Actor | None, verb: str) -> set[str]:
    metadata = MetaData()
    table = Table("lot", metadata, *(Column(name, String) for name in ("id", "supplier", "state")))
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        metadata.create_all(connection)
        connection.execute(insert(table), LOTS)
        condition = predicate(RIGHTS, actor, "lot", verb, Place(table, actor))  # type: ignore[arg-type]
        return set(connection.execute(select(table.c.id).where(condition)).scalars())


def seen_in_memory(actor: Actor | None, verb: str) -> set[str]:
    organisation = {"id": actor.organisation} if actor and actor.organisation else None
    return {
        str(lot["id"])
        for lot in LOTS
        if permits(
            RIGHTS,
            actor,
            "lot",
            verb,  # type: ignore[arg-type]
            {
                **lot,
                "supplier": {"id": lot["supplier"]} if lot["supplier"] else None,
                "me": {"organisation": organisation},
            },
        )
    }


def test_the_roles_are_right() -> None:
    assert FLAWS == ()


EVERY_SET_OF_ROLES = [roles for size in range(5) for roles in combinations(ALL_ROLES, size)]


@pytest.mark.parametrize("roles", EVERY_SET_OF_ROLES, ids="+".join)
@pytest.mark.parametrize("organisation", ["s1", "s2", None])
def test_the_database_and_one_record_give_the_same_answer(roles: tuple[str, ...], organisation: str | None) -> None:
    actor = person(*roles, organisation=organisation)
    for verb in ("see", "create", "change", "submit", "delete"):
        assert seen_in_the_database(actor, verb) == seen_in_memory(actor, verb)


@pytest.mark.parametrize("roles", EVERY_SET_OF_ROLES, ids="+".join)
def test_several_roles_see_what_each_of_them_sees(roles: tuple[str, ...]) -> None:
    together = seen_in_memory(person(*roles, organisation="s1"), "see")
    each = [seen_in_memory(person(role, organisation="s1"), "see") for role in roles]
    assert together == set().union(*each)


def test_nobody_and_people_without_a_role_may_nothing() -> None:
    for actor in (None, person(), person("stranger")):
        assert allowed(RIGHTS, actor, "lot", "see") is False
        assert seen_in_the_database(actor, "see") == set()
        assert (RIGHTS.home(actor), RIGHTS.reports(actor), RIGHTS.trace(actor)) == ((), frozenset(), False)
        assert not RIGHTS.external(actor)


def test_a_form_no_role_names_is_not_there() -> None:
    assert allowed(RIGHTS, person(*ALL_ROLES), "supplier", "see") is False


def test_an_outsider_sees_the_records_of_the_own_organisation_only() -> None:
    assert seen_in_memory(person("outsider", organisation="s1"), "see") == {"s1-draft", "s1-submitted"}


def test_an_outsider_without_an_organisation_sees_nothing_not_what_has_no_supplier() -> None:
    assert seen_in_memory(person("outsider", organisation=None), "see") == set()


@pytest.mark.parametrize(
    ("roles", "fields"),
    [
        (["clerk"], {"price"}),
        (["buyer"], set()),
        (["clerk", "buyer"], set()),
        (["clerk", "reader"], {"price"}),
        (["outsider"], {"note"}),
        (["outsider", "clerk"], {"price"}),
        (["outsider", "reader"], {"note"}),
        ([], set()),
    ],
    ids=str,
)
def test_a_field_is_shown_when_a_role_shows_it_on_every_record(roles: list[str], fields: set[str]) -> None:
    assert hidden(RIGHTS, person(*roles, organisation="s1"), "lot") == fields


@pytest.mark.parametrize(
    ("roles", "fields"),
    [
        (["clerk"], {"grade", "price"}),
        (["buyer"], {"grade"}),
        (["clerk", "buyer"], {"grade"}),
        (["clerk", "reader"], {"grade", "price"}),
        (["outsider"], {"note"}),
    ],
    ids=str,
)
def test_a_field_is_locked_when_every_writing_role_locks_it_or_it_is_hidden(roles: list[str], fields: set[str]) -> None:
    assert locked(RIGHTS, person(*roles, organisation="s1"), "lot") == fields


def test_home_reports_and_trace_add_up_in_the_order_of_the_roles() -> None:
    actor = person("buyer", "clerk")
    assert RIGHTS.home(actor) == ("list:lot", "tasks", "report:cockpit")
    assert RIGHTS.reports(actor) == {"cockpit"}
    assert RIGHTS.trace(actor)


def test_only_people_with_outsider_roles_alone_are_external() -> None:
    assert RIGHTS.external(person("outsider", organisation="s1"))
    assert not RIGHTS.external(person("outsider", "reader", organisation="s1"))


def test_a_wrong_condition_is_found_where_it_stands() -> None:
    _, flaws = read_roles("roles: {clerk: {title: C, forms: {lot: {see: stat == 'draft'}}}}")
    assert flaws == ("roles/clerk/forms/lot/see: there is no 'stat' here",)


def test_a_condition_must_be_yes_or_no() -> None:
    _, flaws = read_roles("roles: {clerk: {title: C, forms: {lot: {see: supplier}}}}")
    assert flaws == ("roles/clerk/forms/lot/see: this is a supplier record; yes or no is needed",)
