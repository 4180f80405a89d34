"""What an earlier version of a flow wants of the records of today: its names said as they are called now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial, singledispatch
from typing import Any

from engine.app.app import App
from engine.app.calls import Calls
from engine.flows.node import Node
from engine.flows.rights import FieldRights
from engine.lang.problems import Problem, Refused
from engine.lang.records import RecordRef
from engine.rules.action import Action
from engine.rules.effects import CreateRecord, SetFields, StartFlow
from engine.runtime.effects import carry_out
from engine.runtime.turn import Turn
from engine.storage.archived import keep_archived


@dataclass(frozen=True, slots=True)
class KeepArchived:
    """Write into what is archived, by its place in the database: only the version that asks for it reads it."""

    record: RecordRef
    values: Mapping[str, Any]


@carry_out.register
def _keep(effect: KeepArchived, turn: Turn) -> None:
    keep_archived(turn.connection, effect.values, effect.record.id)


class NodeToday:
    """A node of an earlier version; the fields it names are called as today, those that are archived left out."""

    def __init__(self, node: Node, form: str, calls: Calls) -> None:
        self._node, self._form, self._calls = node, form, calls

    def __getattr__(self, name: str) -> Any:
        return getattr(self._node, name)

    @property
    def rights(self) -> FieldRights:
        rights, names = self._node.rights, partial(self._calls.names, self._form)
        return FieldRights(
            names(rights.edit),
            names(rights.require),
            frozenset(names(tuple(rights.hide))),
            {now: rows for table, rows in rights.rows.items() for now in names((table,))},
        )

    def required(self, outcome: str) -> tuple[str, ...]:
        """Nobody can fill in what is archived, so it is not asked for."""
        return self._calls.names(self._form, self._node.required(outcome))

    def writes(self, outcome: str) -> Mapping[str, object]:
        return self._calls.written(self._form, self._node.writes(outcome))


class ActionToday:
    """An action of an earlier version; `app` is the app as it was published last."""

    def __init__(self, action: Action, calls: Calls, app: App) -> None:
        self._action, self._calls, self._app = action, calls, app

    def effects(self, values: Mapping[str, object]) -> list[Any]:
        return [now for effect in self._action.effects(values) for now in today(effect, self._calls, self._app)]


@singledispatch
def today(effect: Any, calls: Calls, app: App) -> Iterator[object]:
    """An effect as it is to be carried out now; Refused when the form or flow it is about is no more."""
    del app
    refs = {each.name: getattr(effect, each.name) for each in fields(effect)}
    yield replace(effect, **{name: _ref(ref, calls) for name, ref in refs.items() if isinstance(ref, RecordRef)})


@today.register
def _set(effect: SetFields, calls: Calls, app: App) -> Iterator[object]:
    del app
    record, form = _ref(effect.record, calls), effect.record.form
    if archived := calls.archived(form, effect.values):
        yield KeepArchived(record, archived)
    if written := calls.written(form, effect.values):
        yield SetFields(record, written)


@today.register
def _create(effect: CreateRecord, calls: Calls, app: App) -> Iterator[object]:
    start = None if effect.start is None else _flow(effect.start, app)
    yield CreateRecord(_form(effect.form, calls), calls.written(effect.form, effect.values), start)


@today.register
def _start(effect: StartFlow, calls: Calls, app: App) -> Iterator[object]:
    yield StartFlow(_flow(effect.flow, app), _ref(effect.record, calls))


def _ref(ref: RecordRef, calls: Calls) -> RecordRef:
    return RecordRef(_form(ref.form, calls), ref.id)


def _form(form: str, calls: Calls) -> str:
    now = calls.forms.get(form, form)
    if now is None:
        raise Refused(Problem((), "form-gone", {"form": form}))
    return now


def _flow(flow: str, app: App) -> str:
    if flow in app.flows:
        return flow
    renamed = next((each.id for each in app.flows.values() if each.was == flow), None)
    if renamed is None:
        raise Refused(Problem((), "flow-gone", {"flow": flow}))
    return renamed
