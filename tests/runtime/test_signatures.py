"""Signatures and places: what the server writes beside a drawn name, what is kept in columns of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from engine.lang.problems import Refused
from engine.runtime import listing
from engine.runtime.listing import Wanted
from engine.storage.files import StoredFile, note_upload
from engine.storage.people import Person
from tests.runtime.workshop import NOW, Workshop

FORM = """
form: release
title: {zh: 放行, en: Release}
number: REL-{seq:3}
fields:
  remark: {kind: text}
  signed: {kind: signature, required: true}
  place: {kind: location}
"""
ROLES = """
roles:
  admin: {title: {zh: 管理员, en: Admin}, forms: {release: {see: true, create: true, change: true, submit: true}}}
"""


@pytest.fixture
def workshop(database_url: str, tmp_path: Path) -> Iterator[Workshop]:
    made = Workshop(database_url, tmp_path / "files", {"release": FORM}, ROLES)
    yield made
    made.close()


def drawn(workshop: Workshop, person: Person, letter: str) -> dict[str, Any]:
    """A picture this person has uploaded."""
    file = StoredFile(letter * 64, "signature.png", "image/png", 3)
    workshop.engine.database.write_now(lambda connection: note_upload(connection, file, person.id, NOW))
    return {"hash": file.hash, "name": file.name, "type": file.type, "size": file.size}


def test_the_server_writes_who_signed_whatever_is_sent(workshop: Workshop) -> None:
    li, wang = workshop.person("li"), workshop.person("wang")
    forged = {**drawn(workshop, li, "a"), "by": {"id": wang.id, "name": "wang"}, "at": "2020-01-01T00:00:00Z", "rev": 7}
    [signed] = workshop.send(li, "release", {"signed": [forged]})["values"]["signed"]
    assert signed["by"] == {"id": li.id, "name": "li"}
    assert (signed["at"], signed["rev"]) == ("2026-11-22T08:00:00.000000Z", 1)


def test_a_signature_stands_while_others_change_the_record(workshop: Workshop) -> None:
    li, wang = workshop.person("li"), workshop.person("wang")
    first = workshop.send(li, "release", {"signed": [drawn(workshop, li, "a")]})
    again = workshop.send(wang, "release", {"remark": "x", "signed": first["values"]["signed"]}, id=first["id"], rev=1)
    assert again["values"]["signed"] == first["values"]["signed"]
    anew = workshop.send(wang, "release", {"signed": [drawn(workshop, wang, "b")]}, id=first["id"], rev=2)
    [signed] = anew["values"]["signed"]
    assert (signed["by"]["name"], signed["rev"]) == ("wang", 3)


def test_the_picture_of_somebody_else_is_nobodys_signature(workshop: Workshop) -> None:
    li, wang = workshop.person("li"), workshop.person("wang")
    with pytest.raises(Refused) as refused:
        workshop.send(wang, "release", {"signed": [drawn(workshop, li, "a")]})
    assert refused.value.problems[0].code == "file-unknown"
    with pytest.raises(Refused) as refused:
        workshop.send(wang, "release", {"remark": "unsigned"})
    assert [problem.code for problem in refused.value.problems] == ["required"]


def test_a_place_is_kept_in_typed_columns_and_found_in_a_box(workshop: Workshop) -> None:
    li = workshop.person("li")
    place = {"latitude": "31.2304", "longitude": "121.4737", "accuracy": "8.5"}
    sent = workshop.send(li, "release", {"place": place, "signed": [drawn(workshop, li, "a")]})
    workshop.send(li, "release", {"remark": "nowhere"}, draft=True)
    assert sent["values"]["place"] == place
    query = text("SELECT place__latitude > 31 AND place__longitude < 122 FROM workshop__release ORDER BY id")
    kept = workshop.engine.database.read_now(lambda connection: connection.execute(query).scalars().all())
    assert [None if each is None else bool(each) for each in kept] == [True, None]
    for asked, many in (("place:inside:31,121..32,122", 1), ("place:inside:0,0..1,1", 0), ("place:empty", 1)):
        page = workshop.look(li, lambda turn, asked=asked: listing.page(turn, "release", Wanted(filters=(asked,))))
        assert len(page["records"]) == many
    moved = workshop.send(li, "release", {"place": None}, id=sent["id"], rev=1)
    assert moved["values"]["place"] is None
