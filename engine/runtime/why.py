"""Why something happened by itself: the rule or flow and the event it heard of, up to a person's own act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from engine.lang.labels import Label
from engine.lang.problems import NotFound
from engine.lang.wording import wording
from engine.runtime import present
from engine.runtime.allowed import outsider, visible
from engine.runtime.effects import DEEPEST
from engine.runtime.turn import Turn
from engine.storage import people
from engine.storage.caused import cause_of
from engine.storage.trail import TrailEvent, event_by_id

Json = dict[str, object]
Kept = Mapping[str, Any]
"""A cause as the trail keeps it."""


def because(turn: Turn, cause: Kept | None) -> list[Json]:
    """The links from a cause up to what a person did, the nearest first; none for what a person did."""
    links: list[Json] = []
    while cause and len(links) <= DEEPEST:
        deed = event_by_id(turn.connection, cause["deed"]) if cause.get("deed") else None
        link = nearest(turn, cause, deed)
        links.append(link)
        if link["event"] is None:
            break
        cause = _before(turn, cause, deed)
    return links


def nearest(turn: Turn, cause: Kept, deed: TrailEvent | None = None) -> Json:
    """One link in words. People of other organisations read no more than that the house has a rule for it, unless
    they may see the record it was about."""
    cause = {**cause, "form": turn.form_today(cause["form"])}
    record = _shown(turn, cause)
    if record is None and outsider(turn):
        return {
            "title": wording("why-hidden", {}),
            **dict.fromkeys(("rule", "flow", "step", "event", "record", "by", "at")),
        }
    told = record is not None and deed is not None
    return {
        "title": _title(turn, cause),
        **{key: cause.get(key) for key in ("rule", "flow", "step", "event")},
        "record": record,
        "by": _person(turn, deed.actor) if told and deed else None,
        "at": deed.at if told and deed else None,
    }


def _before(turn: Turn, cause: Kept, deed: TrailEvent | None) -> Kept | None:
    """Why the event happened: the deed's own cause, or why the flow ran."""
    if deed is not None:
        found: Kept | None = orjson.loads(deed.content).get("cause")
        return found
    started = cause_of(turn.connection, cause["case"]) if cause.get("case") else None
    return started.cause if started else None


def _shown(turn: Turn, cause: Kept) -> Json | None:
    """The record of the event, if this person may see it."""
    try:
        visible(turn, cause["form"], cause["record"])
    except NotFound:
        return None
    return {"form": cause["form"], "id": cause["record"], "name": _name(turn, cause)}


def _name(turn: Turn, cause: Kept) -> str:
    return present.names_of_links(turn, cause["form"], [cause["record"]]).get(cause["record"], "")


def _title(turn: Turn, cause: Kept) -> Label:
    form = turn.app.forms.get(cause["form"])
    name = _name(turn, cause) if form else cause["record"]
    called = form.title if form else Label.both(cause["form"])
    words = {"record": f"{called.zh} {name}|{called.en} {name}"}
    if "flow" in cause:
        flow = turn.app.flows.get(cause["flow"])
        step = flow.nodes.get(cause["step"]) if flow else None
        words |= {
            "flow": _both(flow.title if flow else cause["flow"]),
            "step": _both(step.title if step else cause["step"]),
        }
        return wording("why-flow", words)
    words |= {
        "rule": _both(turn.app.rules.title(cause["rule"])),
        "event": _both(wording(f"event-{cause['event']}", {})),
    }
    rows = [
        wording(
            "why-row",
            {"table": _both(turn.app.tables[table].title if table in turn.app.tables else table), "row": str(row)},
        )
        for table, row in _hits(cause)
    ]
    said = wording("why-rule", words)
    return Label(said.zh + "".join(row.zh for row in rows), said.en + "".join(row.en for row in rows))


def _hits(cause: Kept) -> Iterator[tuple[str, int]]:
    yield from cause.get("hits", ())


def _both(label: Label | str) -> str:
    return label if isinstance(label, str) else f"{label.zh}|{label.en}"


def _person(turn: Turn, person_id: str | None) -> Json | None:
    person = people.person_by_id(turn.connection, person_id) if person_id else None
    return None if person is None else {"id": person.id, "name": person.name}
