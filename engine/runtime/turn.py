"""One person's turn: what a command may use while its transaction is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timezone
from functools import cached_property

from sqlalchemy import Connection

from engine.access.rights import Actor
from engine.app.app import App
from engine.forms.form import Form
from engine.lang.problems import NotFound
from engine.rules.effects import Message
from engine.runtime.cause import Cause
from engine.storage.tables import AppTables


@dataclass(frozen=True, slots=True)
class Installed:
    """An app as it runs: its definitions and their tables."""

    app: App
    tables: AppTables
    version: int = 0
    """The number of its publication."""
    trail: Mapping[str, str] = field(default_factory=dict)
    """What the trail calls its forms."""
    former: Mapping[str, str] = field(default_factory=dict)
    """What forms were called that are called otherwise now."""
    earlier: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    """Versions of before, by hash, as far as somebody has asked for them (`earlier.py`)."""

    @classmethod
    def of(cls, app: App) -> Installed:
        tables = AppTables.compile(app.id, app.forms.values(), app.trace.lots, app.organisations_form)
        return cls(app, tables)


@dataclass(frozen=True)
class Turn:
    """Everything a command reads from its surroundings: no clock, database or person comes from anywhere else."""

    connection: Connection
    installed: Installed
    actor: Actor
    now: datetime
    zone: timezone
    cause: Cause | None = None
    """Why this is done, when a rule or flow acts; none for what the person does."""
    depth: int = 0
    """How many rules stand between the person and this command."""
    told: list[Message] = field(default_factory=list, compare=False, repr=False)
    """What rules have to say to the person who acts."""
    opened: dict[tuple[str, str], Mapping[str, object] | None] = field(default_factory=dict, compare=False, repr=False)
    """What links have led to so far, by form and id, so that each is read once; who changes a record forgets it."""

    around: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    """The names every expression may use beside a record's own, from when they are first asked for."""

    @property
    def app(self) -> App:
        return self.installed.app

    @property
    def tables(self) -> AppTables:
        return self.installed.tables

    @cached_property
    def today(self) -> date:
        """The day at the site, not in UTC."""
        return self.now.astimezone(self.zone).date()

    def form(self, form_id: str) -> Form:
        """A form of the app; one that does not exist reads like one that may not be seen."""
        form = self.app.forms.get(form_id)
        if form is None:
            raise NotFound
        return form

    def trail_of(self, form_id: str) -> str:
        """What the trail calls a form."""
        return self.installed.trail.get(form_id, form_id)

    def form_today(self, form_id: str) -> str:
        """What a form is called now that was called so when something was written down."""
        return self.installed.former.get(form_id, form_id)

    def on_behalf(self, cause: Cause) -> Turn:
        """The same moment with a rule or flow acting: rights do not bind it, the bound on chains does."""
        return replace(self, depth=self.depth + 1, cause=cause)

    def forget(self, form_id: str, record_id: str) -> None:
        """The record has changed: the next link to it reads it again."""
        self.opened.pop((form_id, record_id), None)

    @property
    def by_app(self) -> bool:
        return self.depth > 0
