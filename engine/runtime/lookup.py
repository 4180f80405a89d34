"""What a link field may take: records the person may see, for which the field's condition holds."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, false, true

from engine.forms.field import Field
from engine.forms.form import Form
from engine.forms.words import PLAIN
from engine.lang.expressions import DEPARTMENT, DIRECTORY, PERSON
from engine.lang.problems import NotFound, Problem
from engine.runtime.allowed import hidden, may_ever, outsider, place, scope, sees, sees_all
from engine.runtime.draft import draft_view
from engine.runtime.turn import Turn
from engine.runtime.view import RecordView, linked
from engine.storage import page, people
from engine.storage.departments import all_departments, department_by_id, lineage
from engine.storage.people import Person
from engine.storage.records import exists_in_scope, names_of

Json = dict[str, object]
SHOWN = 30


def choices(turn: Turn, form_id: str, path: str, typed: str, so_far: Mapping[str, object]) -> list[Json]:
    """Up to 30 choices for a link field (`readings/lot` for a column), searched by what is typed."""
    form = turn.form(form_id)
    field = field_at(form, path)
    target = field.target_form if field is not None else None
    if field is None or target is None or not _fills(turn, form_id, path):
        raise NotFound(Problem((), "not-found"))
    if target == PERSON:
        return _people(turn, field, typed)
    if target == DEPARTMENT:
        return _departments(turn, typed)
    table = turn.tables.form(target)
    allowed = and_(scope(turn, target), eligible(turn, field, draft_view(turn, form, so_far)))
    concealed = hidden(turn, target)
    found = page.page_of(
        turn.connection,
        turn.tables,
        table,
        scope=allowed,
        search=typed,
        limit=SHOWN,
        concealed=concealed,
        read=names_read(turn, target),
    )
    names = names_of(turn.connection, table, [record.id for record in found.records])
    return [
        {
            "id": record.id,
            "name": (record.number or record.id) if table.name in concealed else names[record.id],
            "detail": _detail(turn, target, record.values),
        }
        for record in found.records
    ]


def names_read(turn: Turn, form_id: str) -> Mapping[str, ColumnElement[bool]]:
    """For each link of a form that shows its target's name only sometimes: when it does (docs/decisions/0009)."""
    table = turn.tables.form(form_id)
    linked = [(name, target) for name, target in table.links.items() if target not in DIRECTORY]
    if outsider(turn):
        return {name: sees(turn, target, table.table.c[name]) for name, target in linked}
    return {name: false() for name, target in linked if turn.tables.form(target).name in hidden(turn, target)}


def _fills(turn: Turn, form_id: str, path: str) -> bool:
    """Whether the person may see or fill this field at all."""
    shown = may_ever(turn, form_id, "see") or may_ever(turn, form_id, "create")
    return shown and path.partition("/")[0] not in hidden(turn, form_id)


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
        known = person is not None and person.active and (turn.by_app or _near(turn, person))
        return None if known else Problem((), "link-unknown")
    if target == DEPARTMENT:
        offered = turn.by_app or not outsider(turn)
        known = offered and department_by_id(turn.connection, record_id) is not None
        return None if known else Problem((), "link-unknown")
    table = turn.tables.form(target)
    if field.where is None and (turn.by_app or sees_all(turn, target)):
        found = linked(turn, target, record_id)  # what is computed from it has most often read it already
        there = isinstance(found, RecordView) and found.record.deleted_at is None
        return None if there else Problem((), "link-unknown")
    allowed, fit = true() if turn.by_app else scope(turn, target), eligible(turn, field, this)
    if exists_in_scope(turn.connection, table, record_id, and_(allowed, fit)):
        return None
    known = exists_in_scope(turn.connection, table, record_id, allowed)
    return Problem((), "link-unfit" if known else "link-unknown")


def _people(turn: Turn, field: Field, typed: str) -> list[Json]:
    role = field.definition.asked_role
    found = people.people_with_role(turn.connection, turn.app.id, role) if role else people.all_people(turn.connection)
    shown = [one for one in found if one.active and _near(turn, one) and typed.casefold() in one.name.casefold()]
    return [{"id": one.id, "name": one.name, "detail": one.login} for one in shown[:SHOWN]]


def _departments(turn: Turn, typed: str) -> list[Json]:
    """The whole tree, or what is called so; people of other organisations are offered none."""
    tree = {} if outsider(turn) else all_departments(turn.connection)
    return [
        {
            "id": one.id,
            "name": one.name_in(turn.actor.language),
            "detail": " / ".join(
                above.name_in(turn.actor.language) for above in reversed([*lineage(tree, one.parent)])
            ),
            "parent": one.parent,
        }
        for one in sorted(tree.values(), key=lambda each: each.within[::-1])
        if typed.casefold() in f"{one.code} {one.name} {one.name_en or ''}".casefold()
    ]


def _near(turn: Turn, person: Person) -> bool:
    """People are offered to their own: who works here to the house, a supplier's people to that supplier."""
    return person.organisation == (turn.actor.organisation if outsider(turn) else None)


def _detail(turn: Turn, form_id: str, values: Mapping[str, object]) -> str:
    """The first texts of the target's list, to tell two records of one name apart."""
    form, concealed = turn.form(form_id), hidden(turn, form_id)
    texts = [
        field.to_text(values[field.id], PLAIN)
        for name in form.list_columns
        if (field := form.by_id.get(name)) is not None
        and field.id != form.name
        and field.id not in concealed
        and field.definition.named
        and values.get(field.id) is not None
    ]
    return " · ".join(texts[:2])
