"""What is deleted is out of sight and can be brought back by who may delete it."""

from __future__ import annotations

import pytest

from engine.lang.problems import Conflict, Forbidden, NotFound, Refused
from engine.runtime import deletion
from engine.storage.records import Record
from tests.runtime.site import Site, edited


@pytest.fixture
def library(site: Site) -> Site:
    """The library where librarians may delete books, once nobody has them."""
    grants = "book: {see: true, create: true, change: true, submit: true"
    site.publish(edited(site.files, {"roles.yaml": (grants, grants + ", delete: shelf == 'here'")}))
    return site


def book(site: Site, code: str = "B1") -> Record:
    return site.sent("ann", "book", {"title": "Flatland", "code": code, "genre": "science"})


def delete(site: Site, one: Record, login: str = "ann") -> None:
    site.turn(login, lambda turn: deletion.delete(turn, "book", one.id, one.rev))


def restore(site: Site, one: Record, rev: int, login: str = "ann") -> Record:
    return site.turn(login, lambda turn: deletion.restore(turn, "book", one.id, rev))


def deleted(site: Site, login: str = "ann") -> list[object]:
    return [one["id"] for one in site.turn(login, lambda turn: deletion.deleted(turn, "book"))]


def test_a_deleted_record_comes_back_as_it_was(library: Site) -> None:
    one = book(library)
    delete(library, one)
    with pytest.raises(NotFound):
        library.one("book", one.id)
    assert deleted(library) == [one.id]
    assert restore(library, one, 2).values == one.values
    assert library.one("book", one.id)["rev"] == 3
    assert deleted(library) == []
    assert [line["verb"] for line in library.timeline("book", one.id)] == ["submit", "delete", "restore"]


def test_who_may_not_delete_may_not_restore(library: Site) -> None:
    one = book(library)
    with pytest.raises(Forbidden):
        delete(library, one, "bob")
    delete(library, one)
    assert deleted(library, "bob") == []
    with pytest.raises(NotFound):
        restore(library, one, 2, "bob")


def test_a_key_that_was_given_away_meanwhile_is_a_refusal(library: Site) -> None:
    one = book(library)
    delete(library, one)
    book(library)
    with pytest.raises(Refused, match="same value"):
        restore(library, one, 2)
    assert deleted(library) == [one.id]


def test_two_who_restore_at_once_restore_once(library: Site) -> None:
    one = book(library)
    delete(library, one)
    with pytest.raises(Conflict):
        restore(library, one, 1)
    restore(library, one, 2)
    with pytest.raises(NotFound):
        restore(library, one, 2)
