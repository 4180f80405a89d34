"""What a link field may take: records the person may see, for which the field's condition holds."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, true

from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.words import PLAIN
from engine.lang.expressions import PERSON
from engine.lang.problems import NotFound, Problem
from engine.runtime.allowed import place, scope
from engine.runtime.draft import draft_view
from engine.runtime.turn import Turn
from engine.storage import page, people
from engine.storage.records import exists_in_scope, names_of

Json = dict[str, object]
SHOWN = 30


def choices(turn: Turn, form_id: str, path: str, typed: str, so_far: Mapping[str, object]) -> list[Json]:
    """Up to 30 choices for a link field (`readings/lot` for a column), searched by what is typed."""
    form = turn.form(form_id)
    field = field_at(form, path)
    target = field.target_form if field is not None else None
    if field is None or target is None:
        raise NotFound
    if target == PERSON:
        return _people(turn, field, typed)
    table = turn.tables.form(target)
    allowed = and_(scope(turn, target), eligible(turn, field, draft_view(turn, form, so_far)))
    found = page.page_of(turn.connection, turn.tables, table, scope=allowed, search=typed, limit=SHOWN)
    names = names_of(turn.connection, table, [record.id for record in found.records])
    return [
        {"id": record.id, "name": names[record.id], "detail": _detail(turn, target, record.values)}
        for record in found.records
    ]


def field_at(form: Form, path: str) -> Field | None:
    """`lot`, or `inputs/lot` for a column of a table."""
    name, _, column = path.partition("/")
    field = form.by_id.get(name)
    if field is None or not column:
        return field
    return next((one for one in field.row_fields if one.id == column), None)


def eligible(turn: Turn, field: Field, this: Mapping[str, object]) -> ColumnElement[bool]:
    """The field's own condition on its targets, with the record being filled bound as `this`."""
    if field.where is None or field.target_form is None:
        return true()
    return field.where.to_sql(place(turn, field.target_form, this=this))


def link_problem(turn: Turn, field: Field, record_id: str, this: Mapping[str, object]) -> Problem | None:
    """Why a link cannot be made: what one may not see is not there; what does not fit says so."""
    target = field.target_form
    assert target is not None
    if target == PERSON:
        person = people.person_by_id(turn.connection, record_id)
        return None if person is not None and person.active else Problem((), "link-unknown")
    table = turn.tables.form(target)
    allowed, fit = true() if turn.by_app else scope(turn, target), eligible(turn, field, this)
    if exists_in_scope(turn.connection, table, record_id, and_(allowed, fit)):
        return None
    known = exists_in_scope(turn.connection, table, record_id, allowed)
    return Problem((), "link-unfit" if known else "link-unknown")


def _people(turn: Turn, field: Field, typed: str) -> list[Json]:
    role = field.definition.asked_role
    found = people.people_with_role(turn.connection, turn.app.id, role) if role else people.all_people(turn.connection)
    shown = [
        one for one in found if one.active and one.organisation is None and typed.casefold() in one.name.casefold()
    ]
    return [{"id": one.id, "name": one.name, "detail": one.login} for one in shown[:SHOWN]]


def _detail(turn: Turn, form_id: str, values: Mapping[str, object]) -> str:
    """The first texts of the target's list, to tell two records of one name apart."""
    form = turn.form(form_id)
    texts = [
        field.to_text(values[field.id], PLAIN)
        for name in form.list_columns
        if (field := form.by_id.get(name)) is not None
        and field.id != form.name
        and field.definition.named
        and values.get(field.id) is not None
    ]
    return " · ".join(texts[:2])
