"""The library with a flow of one's own, a clock that is set by hand, and the jobs done when a test says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from engine.runtime import submit
from engine.runtime.engine import Engine
from engine.runtime.work import doings
from engine.storage.worker import Worker
from tests.runtime.site import FILES, Site, _person, compiled

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
"""A Monday, ten in the morning at the site."""
FLOW = "flows/extension_review.yaml"
HEAD = "flow: extension_review\ntitle: Review\nfor: extension\nsteps:\n"
ADMIN = """roles:
  admin:
    title: Admin
    forms:
      extension: {see: true, change: true, submit: true, delete: true}
      loan: {see: true}
"""
FIELDS = """  outcome:
    kind: choice
    options: {yes_: {title: Yes}, no_: {title: No}}
  secret: {kind: text, default: "'for librarians'"}
  lines:
    kind: table
    fields:
      item: {kind: text}
      cost: {kind: number, decimals: 0}
      checked: {kind: text}
"""


ROLES = {"ann": "librarian", "tom": "librarian", "bob": "reader", "mia": "reader", "eve": "admin"}


@dataclass
class Office(Site):
    """Ann and tom are librarians, bob is the reader who asks, eve an administrator."""

    now: datetime = NOW

    @classmethod
    def with_steps(cls, url: str, folder: Path, steps: str, calendar: str = "") -> Office:
        files = {**FILES, FLOW: HEAD + steps}
        files["roles.yaml"] = files["roles.yaml"].replace("roles:\n", ADMIN, 1)
        files["forms/extension.yaml"] += FIELDS
        if calendar:
            files["calendar.yaml"] = calendar
        office = cls(Engine.open(url, folder / "files"), files)
        office.engine.clock = lambda: office.now
        office.engine.install(compiled(files))
        for login, role in ROLES.items():
            office.people[login] = office.engine.database.write_now(lambda c, who=login, r=role: _person(c, who, r))
        return office

    def pass_time(self, **span: float) -> int:
        """The clock goes on, and the jobs that have come due are done; how many."""
        self.now += timedelta(**span)
        return Worker(self.engine.database, doings(self.engine, None), self.engine.clock).do_all()

    def put_right(self, record_id: str, values: Mapping[str, Any], rev: int) -> None:
        """The administrator changes a request."""
        self.turn("eve", lambda turn: submit.submit(turn, "extension", record_id, values, rev=rev))
