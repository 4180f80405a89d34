"""The revisions of a record: who did what and why, and which fields it changed, under the names they have today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from engine.forms.form import Form
from engine.lang.wording import wording
from engine.runtime import present
from engine.runtime.actors import names_of_actors, told
from engine.runtime.allowed import hidden, outsider
from engine.runtime.differences import differences
from engine.runtime.earlier import earlier_version
from engine.runtime.turn import Turn
from engine.runtime.why import because
from engine.storage.trail import TrailEvent, trail_of

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Revision:
    """An event of the trail, and the record's values after it, as JSON, called as today."""

    event: TrailEvent
    content: Mapping[str, Any]
    values: Mapping[str, Any]


def changes_of(turn: Turn, form: Form, record_id: str) -> Iterator[Json]:
    """Each event with the fields it changed; the first one, which made the record, without."""
    return _lines(turn, form, record_id, {})


def history(turn: Turn, form: Form, record_id: str) -> list[Json]:
    """Every revision from the first on, with each field before and after it; what is hidden stays hidden."""
    return list(_lines(turn, form, record_id, None))


def hears(turn: Turn, actor: str | None) -> bool:
    """What the house writes to itself while deciding is not for people of other organisations."""
    return actor == turn.actor.id or not outsider(turn)


def _lines(turn: Turn, form: Form, record_id: str, first: Mapping[str, Any] | None) -> Iterator[Json]:
    """`first` is what the first revision is compared with: nothing, or not at all (an empty mapping)."""
    revisions = [one for one in _revisions(turn, form, record_id) if _shown(turn, one)]
    names = names_of_actors(turn, {one.event.actor for one in revisions})
    concealed = hidden(turn, form.id)
    fields = [field for field in form.fields if field.stored and field.id not in concealed]
    words = present.link_names(turn, form, [one.values for one in revisions])
    before = first
    for one in revisions:
        command, _, _ = one.event.command.partition(" ")
        decided = command == "decide"  # the reason of anything else is the record that caused it
        actor = one.event.actor
        yield {
            "rev": one.content["rev"],
            "at": one.event.at,
            "by": told(actor, names),
            "verb": command,
            "title": wording(f"did-{command}", {}),
            "outcome": None,
            "tone": "neutral",
            "comment": one.content.get("reason") or "" if decided and hears(turn, actor) else "",
            "changes": [] if before == {} else list(differences(fields, before or {}, one.values, words)),
            "because": because(turn, one.content.get("cause")),
            # A hash over hidden values lets their few possibilities be tried.
            "leaf": "" if concealed else one.event.leaf,
        }
        before = one.values


def _shown(turn: Turn, revision: Revision) -> bool:
    """People of other organisations read no drafts of the house."""
    return revision.values.get("state") != "draft" or not outsider(turn)


def _revisions(turn: Turn, form: Form, record_id: str) -> Iterator[Revision]:
    for event in trail_of(turn.connection, turn.app.id, turn.trail_of(form.id), record_id):
        content = orjson.loads(event.content)
        yield Revision(event, content, _today(turn, form, content))


def _today(turn: Turn, form: Form, content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values of an event, written under the definitions of its time, as today's would write them."""
    values: Mapping[str, Any] = content["values"]
    if content["version"] == turn.app.hash:
        return values
    earlier = earlier_version(turn, content["version"])
    return values if earlier is None else earlier.calls.read(form.id, values)
