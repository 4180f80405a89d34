"""A repair shop for tests of what happens by itself: small definitions, a database of either kind, people who act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from engine.runtime import inbox
from engine.runtime.decide import decide
from engine.runtime.engine import Engine
from engine.runtime.ids import new_id
from engine.runtime.submit import submit
from engine.runtime.turn import Turn
from engine.storage import people
from engine.storage.people import Person
from engine.storage.records import Record, find_records, get_record

T = TypeVar("T")
BEGINS = datetime(2026, 4, 1, 8, tzinfo=UTC)

FILES: Mapping[str, str] = {
    "app.yaml": "{app: shop, title: Shop, version: 0.1.0}",
    "roles.yaml": """
roles:
  mechanic:
    title: Mechanic
    forms:
      bike: {see: true, create: true, change: true, submit: true, delete: true}
      repair: {see: true, create: true, change: true, submit: true, delete: true}
      bill: {see: true}
""",
    "forms/bike.yaml": """
form: bike
title: Bike
name: code
fields:
  code: {kind: text, title: Code, required: true}
  condition:
    kind: choice
    title: Condition
    options: {whole: {title: Whole}, worn: {title: Worn}, broken: {title: Broken}}
  service_on: {kind: date, title: Service due}
  rides: {kind: number, title: Rides, decimals: 0}
  note: {kind: text, title: Note}
""",
    "forms/repair.yaml": """
form: repair
title: Repair
number: R-{seq:3}
fields:
  bike: {kind: link, to: bike, title: Bike, required: true}
  hours: {kind: number, title: Hours, decimals: 1}
  verdict: {kind: choice, title: Verdict, options: {fine: {title: Fine}, redo: {title: Again}}}
  note: {kind: text, title: Note}
""",
    "forms/bill.yaml": """
form: bill
title: Bill
fields:
  bike: {kind: link, to: bike, title: Bike}
  repair: {kind: link, to: repair, title: Repair}
  amount: {kind: number, title: Amount, decimals: 2}
  text: {kind: text, title: Text}
""",
    "flows/check.yaml": """
flow: check
title: Check
for: repair
steps:
  - task: look
    by: role:mechanic
    decide: verdict
  - choose: fine
    branches:
      - when: verdict == 'fine'
        steps:
          - end: handed_over
      - else: []
  - end: again
""",
}


class Shop:
    """The engine with the app installed and one mechanic; `now` is the clock everybody reads."""

    def __init__(self, url: str, folder: Path, **rules: str) -> None:
        self.now = BEGINS
        self.folder = folder
        self.engine = Engine.open(url, folder / "files", clock=lambda: self.now)
        self.define(**rules)
        self.mechanic = self.person("mei")

    def define(self, **rules: str) -> None:
        """Install the app with these rules, by id."""
        texts = {**FILES, **{f"rules/{name}.yaml": f"rule: {name}\n{text.strip()}\n" for name, text in rules.items()}}
        self.install(texts)

    def install(self, texts: Mapping[str, str]) -> None:
        app = self.folder / "app"
        for old in app.glob("rules/*.yaml"):
            old.unlink()
        for name, text in texts.items():
            path = app / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        self.engine.install_folder(app)

    def person(self, login: str, role: str = "mechanic", organisation: str | None = None) -> Person:
        def add(connection: Any) -> Person:
            person = people.add_person(connection, Person(new_id(), login, login, organisation=organisation))
            people.set_roles(connection, person.id, "shop", {role})
            return person

        return self.engine.database.write_now(add)

    def act(self, command: Callable[[Turn], T], person: Person | None = None) -> T:
        who = person or self.mechanic
        return self.engine.database.write_now(lambda connection: command(self.engine.turn(connection, "shop", who)))

    def send(self, form: str, **values: Any) -> Record:
        return self.act(lambda turn: submit(turn, form, new_id(), values))

    def change(self, record: Record, **values: Any) -> Record:
        rev = self.now_of(record).rev
        return self.act(lambda turn: submit(turn, record.form, record.id, values, rev=rev))

    def decide(self, outcome: str) -> None:
        """The mechanic decides the one open task."""
        (task,) = self.act(lambda turn: inbox.tasks(turn, "todo"))
        self.act(lambda turn: decide(turn, str(task["id"]), outcome, {}))

    def now_of(self, record: Record) -> Record:
        """The record as it stands now."""
        return self.act(lambda turn: get_record(turn.connection, turn.tables.form(record.form), record.id))

    def all(self, form: str) -> tuple[Record, ...]:
        return self.act(lambda turn: find_records(turn.connection, turn.tables.form(form)))

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)
