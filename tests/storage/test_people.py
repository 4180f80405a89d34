"""People, their roles, and how they sign in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from engine.access.secrets import hash_password, hash_token, make_token, verify_password
from engine.lang.problems import NotFound, Refused
from engine.storage import sessions
from engine.storage.database import Database
from engine.storage.people import (
    Person,
    add_person,
    all_people,
    apps_of,
    change_person,
    people_by_ids,
    people_with_role,
    person_by_id,
    person_by_login,
    roles_of,
    set_roles,
)
from tests.storage.shapes import NOW

LI = Person("p1", "li", "李雷", "zh", "s1", "IQC", None, password_hash="hash")
WANG = Person("p2", "wang", "王芳", "en", manager="p1", demo=True)


@pytest.fixture
def peopled(database: Database) -> Database:
    for one in (LI, WANG):
        database.write_now(lambda connection, one=one: add_person(connection, one))
    return database


def test_a_person_is_found_by_login_however_it_is_typed(peopled: Database) -> None:
    assert peopled.read_now(lambda connection: person_by_login(connection, " LI ")) == LI
    assert peopled.read_now(lambda connection: person_by_id(connection, "p2")) == WANG
    assert peopled.read_now(lambda connection: person_by_login(connection, "nobody")) is None
    assert peopled.read_now(lambda connection: people_by_ids(connection, ["p1", "px"])) == {"p1": LI}
    assert peopled.read_now(all_people) == (LI, WANG)


def test_a_login_is_given_once(peopled: Database) -> None:
    with pytest.raises(Refused, match="'LI' is taken"):
        peopled.write_now(lambda connection: add_person(connection, Person("p3", "LI", "other")))
    with pytest.raises(Refused, match="'li' is taken"):
        peopled.write_now(lambda connection: change_person(connection, replace(WANG, login="li")))
    with pytest.raises(NotFound):
        peopled.write_now(lambda connection: change_person(connection, Person("p9", "new", "nobody")))


def test_roles_belong_to_an_app_and_count_for_active_people_only(peopled: Database) -> None:
    for person, app, roles in (("p1", "qa", ["inspector", "admin"]), ("p1", "mes", ["x"]), ("p2", "qa", ["inspector"])):
        peopled.write_now(lambda c, person=person, app=app, roles=roles: set_roles(c, person, app, roles))
    assert peopled.read_now(lambda c: apps_of(c, "p1")) == {"qa": {"inspector", "admin"}, "mes": {"x"}}
    assert peopled.read_now(lambda c: people_with_role(c, "qa", "inspector")) == (LI, WANG)
    peopled.write_now(lambda connection: change_person(connection, replace(WANG, active=False)))
    assert peopled.read_now(lambda c: people_with_role(c, "qa", "inspector")) == (LI,)
    peopled.write_now(lambda connection: set_roles(connection, "p1", "qa", []))
    assert peopled.read_now(lambda c: (roles_of(c, "p1", "qa"), roles_of(c, "p1", "mes"))) == (set(), {"x"})


def found(database: Database, token: str, at: datetime) -> bool:
    return database.read_now(lambda connection: sessions.find_session(connection, token, at)) is not None


def test_a_session_ends_when_unused_and_after_its_longest_time(database: Database) -> None:
    token = database.write_now(lambda connection: sessions.open_session(connection, "p1", NOW, "phone"))
    assert found(database, token, NOW + sessions.IDLE - timedelta(seconds=1))
    assert not found(database, token, NOW + sessions.IDLE)
    used = NOW
    while used < NOW + sessions.ABSOLUTE - timedelta(hours=1):
        used += timedelta(hours=11)
        database.write_now(lambda connection, used=used: sessions.note_use(connection, token, used))
    assert not found(database, token, NOW + sessions.ABSOLUTE)
    assert database.write_now(lambda connection: sessions.forget_old_sessions(connection, NOW + sessions.ABSOLUTE)) == 1


def test_a_session_can_be_ended_and_its_token_stands_nowhere(database: Database) -> None:
    one, two = (database.write_now(lambda connection: sessions.open_session(connection, "p1", NOW)) for _ in "ab")
    stored = database.read_now(lambda connection: connection.execute(select(sessions.session)).all())
    assert one not in str(stored) and hash_token(one) in str(stored)
    assert not found(database, hash_token(one), NOW)
    database.write_now(lambda connection: sessions.revoke(connection, one))
    assert (found(database, one, NOW), found(database, two, NOW)) == (False, True)
    database.write_now(lambda connection: sessions.revoke_all(connection, "p1"))
    assert not found(database, two, NOW)


def test_a_use_is_noted_only_now_and_then(database: Database) -> None:
    token = database.write_now(lambda connection: sessions.open_session(connection, "p1", NOW))
    session = database.read_now(lambda connection: sessions.find_session(connection, token, NOW))
    assert session is not None
    assert not session.wants_noting(NOW + timedelta(minutes=4))
    assert session.wants_noting(NOW + timedelta(minutes=5))


def test_a_link_signs_in_once_even_when_two_use_it_at_the_same_time(database: Database) -> None:
    token = database.write_now(lambda connection: sessions.make_link(connection, "p1", NOW))
    with ThreadPoolExecutor(8) as threads:
        used = list(threads.map(lambda _: database.write_now(lambda c: sessions.use_link(c, token, NOW)), range(8)))
    assert sorted(used, key=str) == [None] * 7 + ["p1"]


def test_a_link_expires(database: Database) -> None:
    token = database.write_now(lambda c: sessions.make_link(c, "p1", NOW, made_by="p2", valid=timedelta(hours=1)))
    assert database.write_now(lambda connection: sessions.use_link(connection, token, NOW + timedelta(hours=1))) is None
    assert database.write_now(lambda connection: sessions.use_link(connection, "no such", NOW)) is None


def test_a_password_is_verified_by_its_argon2id_hash_only() -> None:
    hashed = hash_password("溯源-2026")
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert verify_password(hashed, "溯源-2026")
    assert not verify_password(hashed, "溯源-2027")
    assert not verify_password(None, "溯源-2026")
    assert not verify_password("nonsense", "溯源-2026")


def test_tokens_are_never_the_same() -> None:
    tokens = {make_token() for _ in range(100)}
    assert len(tokens) == 100 and min(map(len, tokens)) >= 43
