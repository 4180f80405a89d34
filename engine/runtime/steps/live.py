"""The stage that is the app itself: steps act in one open transaction, each act in a savepoint of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timezone
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, true

from engine.calendar.span import Clock, Span, SpanText
from engine.lang.expressions import BOOLEAN, Expression, Faults, check
from engine.reports.dataset import Question
from engine.reports.look import Look
from engine.runtime.allowed import place, scope
from engine.runtime.deadlines import wake_case
from engine.runtime.decide import decide
from engine.runtime.draw import answers_of, open_dashboard
from engine.runtime.ids import new_id
from engine.runtime.people import actor
from engine.runtime.steps.fingerprint import fingerprint
from engine.runtime.steps.seen import seen_in_trace
from engine.runtime.steps.stage import Act, Called, Direction, NotThere, OpenTask, Values
from engine.runtime.submit import submit
from engine.runtime.system import THE_SYSTEM
from engine.runtime.tracing import trace
from engine.runtime.turn import Installed, Turn
from engine.runtime.view import RecordView
from engine.storage import inbox, people
from engine.storage.activations import first_waking
from engine.storage.copies import copied
from engine.storage.notices import notices_for
from engine.storage.people import Person
from engine.storage.records import find_records, get_record

T = TypeVar("T")
SPAN = TypeAdapter(SpanText)


class LiveStage:
    """Everybody joins as a demo person: no password, and told apart from real people for ever."""

    def __init__(self, connection: Connection, installed: Installed, zone: timezone, now: datetime) -> None:
        self._connection = connection
        self._installed = installed
        self._zone = zone
        self._now = now
        self._people: dict[str, Person] = {}

    def join(self, login: str, name: str, roles: Collection[str], organisation: Called | None, language: str) -> Called:
        there = people.person_by_login(self._connection, login)
        if there is not None and not there.demo:
            raise NotThere(f"'{login}' is a real person and takes no part")
        one = there or people.add_person(
            self._connection,
            Person(new_id(), login, name, language, organisation.id if organisation else None, demo=True),
        )
        people.set_roles(self._connection, one.id, self._installed.app.id, roles)
        self._people[login] = one
        return Called("@person", one.id)

    def submit(self, act: Act, form: str, id_: str | None, values: Values, *, draft: bool) -> Called:
        turn = self.turn(act.login, act.at)
        rev = None if id_ is None else get_record(self._connection, turn.tables.form(form), id_).rev
        record = self._apart(lambda: submit(turn, form, id_ or new_id(), values, rev=rev, draft=draft))
        return Called(form, record.id)

    def decide(self, act: Act, task: str, outcome: str, values: Values, comment: str | None) -> None:
        turn = self.turn(act.login, act.at)
        self._apart(lambda: decide(turn, task, outcome, values, comment or ""))

    def pass_time(self, since: datetime, until: datetime) -> None:
        app = self._installed.app.id
        while (waking := first_waking(self._connection, app, until)) is not None:
            at = max(waking.at, since)
            turn = Turn(self._connection, self._installed, THE_SYSTEM, at, self._zone, depth=1)
            wake_case(turn, waking.case, waking.activation)

    def later(self, at: datetime, span: str) -> datetime:
        return Span.parse(SPAN.validate_python(span)).after(at, Clock(self._installed.app.calendar, self._zone))

    def tasks(self, login: str) -> Sequence[OpenTask]:
        person = self._person(login)
        turn = self.turn(login, self._now)
        roles = [(turn.app.id, role) for role in turn.actor.roles]
        found = inbox.todo(self._connection, person.id, roles)
        return [OpenTask(task.id, task.node, Called(task.form, task.record_id)) for task in found]

    def notices(self, login: str) -> Sequence[Called]:
        roles = [(self._installed.app.id, role) for role in self.turn(login, self._now).actor.roles]
        found = notices_for(self._connection, self._person(login).id, roles, limit=1000)
        return [Called(one.form, one.record_id) for one in found if one.form and one.record_id]

    def copies(self, login: str) -> Sequence[Called]:
        found = copied(self._connection, self._person(login).id, limit=1000)
        return [Called(one.form, one.record_id) for one in found]

    def value(self, record: Called, path: Sequence[str]) -> object:
        turn = self._anybody()
        table = turn.tables.form(record.form)
        value: object = RecordView(turn, table, get_record(self._connection, table, record.id))
        for name in path:
            if not isinstance(value, Mapping) or name not in value:
                raise NotThere(f"a record of '{record.form}' has no '{'.'.join(path)}'")
            value = value[name]
        return Called(value.record.form, value.record.id) if isinstance(value, RecordView) else value

    def find(self, form: str, where: str | None, login: str | None, only: Called | None) -> Sequence[Called]:
        turn = self.turn(login, self._now) if login else self._anybody()
        if form not in turn.app.forms:
            raise NotThere(f"there is no form '{form}'")
        table = turn.tables.form(form).table
        here = place(turn, form)
        wanted = [
            self._condition(turn, form, where).to_sql(here) if where else true(),
            scope(turn, form) if login else true(),
            table.c.id == only.id if only else true(),
        ]
        found = find_records(self._connection, turn.tables.form(form), *wanted, rows=False)
        return [Called(form, record.id) for record in found]

    def trace(self, login: str, lot: Called, direction: Direction) -> Collection[Called]:
        return seen_in_trace(trace(self.turn(login, self._now), lot.form, lot.id, direction), lot)

    def chart(self, login: str, at: datetime, dashboard: str, chart: str) -> Mapping[str, object]:
        turn = self.turn(login, at)
        board = open_dashboard(turn, dashboard)
        if chart not in board.charts:
            raise NotThere(f"dashboard '{dashboard}' has no chart '{chart}'")
        asked = Question(board.period.between(turn.today, None, None), turn.zone)
        drawn = board.charts[chart]
        groups = drawn.read(answers_of(turn, drawn, asked), Look(turn.actor.language))
        return {" ".join(filter(None, (group.label, group.series_label))): group.values[0] for group in groups}

    def fingerprint(self) -> str:
        return fingerprint(self._connection, self._installed.tables.metadata)

    def _apart(self, command: Callable[[], T]) -> T:
        """As a command of its own: all of it, or nothing."""
        with self._connection.begin_nested():
            return command()

    def _condition(self, turn: Turn, form: str, where: str) -> Expression:
        checked = check(where, turn.app.scopes.record(form), BOOLEAN)
        if isinstance(checked, Faults):
            raise NotThere(f"'{where}': {'; '.join(fault.sentence for fault in checked.faults)}")
        return checked

    def _person(self, login: str) -> Person:
        if login not in self._people:
            raise NotThere(f"nobody is called '{login}'")
        return self._people[login]

    def turn(self, login: str, at: datetime) -> Turn:
        who = actor(self._connection, self._person(login), self._installed.app.id)
        return Turn(self._connection, self._installed, who, at, self._zone)

    def _anybody(self) -> Turn:
        """A turn for looking things up regardless of rights."""
        return self.turn(next(iter(self._people)), self._now)
