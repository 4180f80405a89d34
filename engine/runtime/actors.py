"""Who did something, as a history tells it."""

from __future__ import annotations

from collections.abc import Mapping

from engine.flows.state import SYSTEM
from engine.runtime.system import SYSTEM_NAME
from engine.runtime.turn import Turn
from engine.storage import people

Json = dict[str, object]


def names_of_actors(turn: Turn, ids: set[str | None]) -> dict[str, str]:
    found = people.people_by_ids(turn.connection, [one for one in ids if one])
    return {SYSTEM: SYSTEM_NAME.in_(turn.actor.language), **{id_: person.name for id_, person in found.items()}}


def told(person_id: str | None, names: Mapping[str, str]) -> Json | None:
    return None if person_id is None else {"id": person_id, "name": names.get(person_id, "")}
