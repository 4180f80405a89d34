"""A changed app is published: planned in words, carried out in the database, and taken back."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect

from engine.runtime.publish import Plan, PlanRefused
from engine.runtime.rollback import planned_rollback, rollback
from engine.storage.versions import versions_of
from tests.runtime.site import Site, compiled, edited

BOOK, MEMBER = "forms/book.yaml", "forms/member.yaml"


def codes(plan: Plan) -> dict[str, tuple[str, int]]:
    """place -> code and count."""
    return {".".join(line.place): (line.code, line.count) for line in plan.lines}


def a_book(site: Site, code: str = "B1", **more: object) -> str:
    return site.sent("ann", "book", {"title": "Flatland", "code": code, "genre": "science", **more}).id


def values(site: Site, form: str, record_id: str) -> dict[str, object]:
    return dict(site.one(form, record_id)["values"])


def test_a_plan_says_what_it_would_do_and_does_nothing(site: Site) -> None:
    a_book(site)
    wider = edited(site.files, {BOOK: ("  code:", "  pages: {kind: number, decimals: 0}\n  code:")})
    plan = site.engine.plan(compiled(wider))
    assert codes(plan) == {"book.pages": ("field-added", 0)}
    assert (plan.version, plan.losses, plan.blocked) == (2, (), ())
    assert [one.version for one in site.engine.database.read_now(lambda c: versions_of(c, "library"))] == [1]
    assert site.engine.plan(compiled(site.files)).changed is False


def test_a_renamed_field_keeps_its_values(site: Site) -> None:
    book = a_book(site)
    renamed = edited(site.files, {BOOK: ("  title: {", "  headline: {was: title, ")})
    assert codes(site.publish(renamed)) == {"book.headline": ("field-renamed", 1)}
    assert values(site, "book", book)["headline"] == "Flatland"
    assert site.sent("ann", "book", {"headline": "Flatland!"}, rev=1, id=book).values["headline"] == "Flatland!"
    columns = site.engine.database.read_now(lambda c: {one["name"] for one in inspect(c).get_columns("library__book")})
    assert {"headline"} == columns & {"headline", "title"}


def test_a_removed_field_is_out_of_sight_and_comes_back_with_its_values(site: Site) -> None:
    member = site.sent("ann", "member", {"full_name": "Bob", "longest": 5}).id
    whole = site.files
    fields = {MEMBER: ("  reader: {kind: person, title: {zh: 账号, en: Account}}\n", "")}
    site.sent("ann", "member", {"reader": site.people["bob"].id}, rev=1, id=member)
    without = edited(edited(whole, fields), {"roles.yaml": ("member.reader == me", "true")})
    with pytest.raises(PlanRefused) as refused:
        site.publish(without)
    assert codes(refused.value.plan)["member.reader"] == ("field-archived", 1)
    site.publish(without, accept=True)
    assert "reader" not in values(site, "member", member)
    site.sent("ann", "member", {"longest": 6}, rev=2, id=member)
    assert codes(site.publish(whole)) == {"member.reader": ("field-back", 1)}
    assert values(site, "member", member)["reader"] == {"id": site.people["bob"].id, "name": "Bob"}


def test_values_that_another_kind_cannot_hold_are_named_and_come_back(site: Site) -> None:
    whole = site.files
    books = [a_book(site, code) for code in ("12", "B2")]
    counted = edited(whole, {BOOK: ("code: {kind: text,", "code: {kind: number,")})
    with pytest.raises(PlanRefused) as refused:
        site.publish(counted)
    assert codes(refused.value.plan) == {"book.code": ("kind-lossy", 1)}
    site.publish(counted, accept=True)
    assert [values(site, "book", book)["code"] for book in books] == ["12", None]
    back = site.engine.database.read_now
    assert [one.version for one in back(lambda c: versions_of(c, "library"))] == [2, 1]
    assert codes(planned_rollback(site.engine, "library", 1)) == {"book.code": ("kind-widened", 1)}
    rollback(site.engine, "library", 1)
    assert [values(site, "book", book)["code"] for book in books] == ["12", "B2"]


def test_a_key_that_records_contradict_cannot_be_published(site: Site) -> None:
    for code in ("B1", "B2"):
        a_book(site, code)
    keyed = edited(site.files, {BOOK: ("key: [code]", "key: [title]")})
    with pytest.raises(PlanRefused) as refused:
        site.publish(keyed, accept=True)
    assert codes(refused.value.plan) == {"book": ("key-doubled", 2)}
    assert a_book(site, "B3")


def test_a_renamed_option_is_followed_by_what_records_hold(site: Site) -> None:
    book = a_book(site)
    renamed = edited(site.files, {"app.yaml": ("    science: {", "    nature: {was: science, ")})
    plan = site.publish(renamed)
    assert codes(plan)["book.genre"] == ("option-renamed", 1)
    assert values(site, "book", book)["genre"] == "nature"
    rollback(site.engine, "library", 1)
    assert values(site, "book", book)["genre"] == "science"


def test_an_option_removed_while_records_hold_it_is_a_loss(site: Site) -> None:
    a_book(site)
    fewer = edited(site.files, {"app.yaml": ("    science: {title: {zh: 科学, en: Science}}\n", "")})
    with pytest.raises(PlanRefused) as refused:
        site.publish(fewer)
    assert codes(refused.value.plan)["book.genre"] == ("option-removed", 1)


def test_rolling_back_over_two_renames_finds_the_first_name(site: Site) -> None:
    book = a_book(site)
    once = edited(site.files, {BOOK: ("  title: {", "  headline: {was: title, ")})
    site.publish(once)
    site.publish(edited(once, {BOOK: ("  headline: {was: title, ", "  heading: {was: headline, ")}))
    rollback(site.engine, "library", 1)
    assert values(site, "book", book)["title"] == "Flatland"
    published = site.engine.database.read_now(lambda c: versions_of(c, "library"))
    assert [(one.version, one.origin) for one in published] == [(4, "rolled back"), (3, None), (2, None), (1, None)]


def test_a_new_field_under_the_name_of_an_archived_one_that_moved_away_is_empty(site: Site) -> None:
    book = a_book(site)
    once = edited(site.files, {BOOK: ("  title: {", "  headline: {was: title, ")})
    site.publish(once)
    site.publish(edited(once, {BOOK: ("  headline: {", "  title: {kind: number}\n  headline: {")}))
    assert {name: values(site, "book", book)[name] for name in ("title", "headline")} == {
        "title": None,
        "headline": "Flatland",
    }


def test_the_history_tells_old_values_under_the_names_of_today(site: Site) -> None:
    book = a_book(site)
    site.sent("ann", "book", {"title": "Flatland, again"}, rev=1, id=book)
    renamed = edited(site.files, {BOOK: ("  title: {", "  headline: {was: title, ")})
    site.publish(edited(renamed, {"app.yaml": ("    science: {", "    nature: {was: science, ")}))
    site.sent("ann", "book", {"headline": "Flatland for ever"}, rev=2, id=book)
    told = [
        (line["rev"], line["by"]["name"], [(each["field"], each["before"], each["after"]) for each in line["changes"]])
        for line in site.history("book", book)
    ]
    assert told == [
        (
            1,
            "Ann",
            [
                ("headline", "", "Flatland"),
                ("code", "", "B1"),
                ("genre", "", "Science"),
                ("shelf", "", "On the shelf"),
            ],
        ),
        (2, "Ann", [("headline", "Flatland", "Flatland, again")]),
        (3, "Ann", [("headline", "Flatland, again", "Flatland for ever")]),
    ]


def test_rows_keep_what_is_archived_of_them_when_the_record_changes(site: Site) -> None:
    column = "      page: {kind: number, decimals: 0}\n"
    notes = "  notes:\n    kind: table\n    fields:\n" + column + "      remark: {kind: text}\n"
    site.publish({**site.files, BOOK: site.files[BOOK] + notes})
    book = a_book(site, notes=[{"page": 3, "remark": "first"}, {"page": 5, "remark": "second"}])
    whole = site.files
    site.publish({**whole, BOOK: whole[BOOK].replace(column, "")}, accept=True)
    first, second = values(site, "book", book)["notes"]  # type: ignore[misc]
    site.sent("ann", "book", {"notes": [{"remark": "new"}, {**second, "remark": "changed"}]}, rev=1, id=book)
    told = [(each["field"], each["before"], each["after"]) for each in site.history("book", book)[-1]["changes"]]
    assert told == [("notes", "", "new"), ("notes.remark", "second", "changed"), ("notes", "first", "")]
    site.publish(whole)
    rows = values(site, "book", book)["notes"]
    assert [(row["page"], row["remark"]) for row in rows] == [(None, "new"), ("5", "changed")]  # type: ignore[attr-defined]
    assert first["id"] not in {row["id"] for row in rows}  # type: ignore[attr-defined]


def test_a_hidden_field_is_hidden_in_the_history_too(site: Site) -> None:
    book = a_book(site)
    site.publish(
        edited(site.files, {"roles.yaml": ("      book: {see: true}", "      book: {see: true, hide: [code]}")})
    )
    [first] = site.history("book", book, "bob")
    assert {each["field"] for each in first["changes"]} == {"title", "genre", "shelf"}
