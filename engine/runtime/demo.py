"""The demo: people, master data, then months of records, told by steps with random values from a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from random import Random

from pydantic import Field
from sqlalchemy import Connection

from engine.lang.diagnostics import Diagnostic, broken
from engine.lang.labels import LabelText
from engine.lang.model import Definition, Many, Name
from engine.lang.problems import Problem, Refused
from engine.lang.source import Source
from engine.lang.validation import validate
from engine.reports.period import SITE_ZONE
from engine.runtime.engine import Engine
from engine.runtime.steps.cast import Cast, Member
from engine.runtime.steps.kinds import AnyStep
from engine.runtime.steps.live import LiveStage
from engine.runtime.steps.play import Play
from engine.runtime.steps.stage import Stage
from engine.runtime.steps.step import StepFailed
from engine.storage import people
from engine.storage.people import Person
from engine.storage.sessions import make_link

Progress = Callable[[int, float], None]
"""Told the number of steps done so far, and how far that is in all, 0 to 1."""


def silent(done: int, share: float) -> None:
    """Nobody wants to know."""
    del done, share


class DemoDefinition(Definition):
    """One part of the demo. Parts are told in the order of their file names, all with the same names.

    `begins` is how many days before now the part begins; a part without it goes on where the one before ended.
    `seed` starts luck anew, so that the part tells the same story whatever came before.
    """

    demo: Name
    title: LabelText
    begins: int | None = Field(default=None, ge=0)
    seed: int | None = None
    people: Mapping[Name, Member] = Field(default={})
    steps: Many[AnyStep] = ()


class DemoFailed(Exception):
    """The demo of this app cannot be told; `diagnostics` say where and why."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("\n".join(finding.render() for finding in diagnostics))
        self.diagnostics = diagnostics


def read_demo(sources: Mapping[str, Source]) -> list[tuple[DemoDefinition, Source]]:
    """The parts in order; DemoFailed with all findings when any is wrong."""
    findings: list[Diagnostic] = []
    parts: list[tuple[DemoDefinition, Source]] = []
    for _, source in sorted(sources.items()):
        read = validate(DemoDefinition, source)
        if isinstance(read, DemoDefinition):
            parts.append((read, source))
        else:
            findings += read
    if broken(findings):
        raise DemoFailed(findings)
    return parts


def tell_demo(
    parts: list[tuple[DemoDefinition, Source]],
    stage: Stage,
    now: datetime,
    progress: Progress = silent,
) -> int:
    """Tells the demo up to now; the number of steps done."""
    done, share = 0, 0.0

    def told() -> None:
        nonlocal done, share
        done += 1
        share = max(share, play.course or 0.0)
        progress(done, share)

    play = Play(stage, now, Random(0), told=told)  # noqa: S311 - a story, not a secret
    for part, source in parts:
        _tell(part, source, play, now)
    return done


def load_demo(engine: Engine, app_id: str, progress: Callable[[int, int], None]) -> int:
    """Tells an app's demo in one transaction, unless it was told before, and opens the door to its people.

    Refused where real people work already. The answer is the number of steps done.

    `progress` hears percents. DemoFailed when the app has a demo that cannot be told.
    """
    installed = engine.installed[app_id]
    parts = read_demo(installed.app.demo)

    def command(connection: Connection) -> int:
        members = [one for one in people.all_people(connection) if people.roles_of(connection, one.id, app_id)]
        if any(one.demo for one in members):
            return 0
        if members:
            raise Refused(Problem((), "demo-not-here"))
        now = engine.clock()
        stage = LiveStage(connection, installed, SITE_ZONE, now)
        return tell_demo(parts, stage, now, lambda _, share: progress(round(100 * share), 100))

    done = engine.database.write_now(command)
    engine.demo = True
    return done


def sign_in_links(engine: Engine) -> list[tuple[Person, str]]:
    """A link for each demo person that signs them in once: they have no passwords."""
    return engine.database.write_now(
        lambda connection: [
            (person, make_link(connection, person.id, engine.clock())) for person in _demo_people(connection)
        ]
    )


def _demo_people(connection: Connection) -> list[Person]:
    return [person for person in people.all_people(connection) if person.demo and person.active]


def _tell(part: DemoDefinition, source: Source, play: Play, now: datetime) -> None:
    if part.begins is not None:
        day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        play.now = day - timedelta(days=part.begins)
    if part.seed is not None:
        play.random = Random(part.seed)  # noqa: S311 - a story, not a secret
    cast = Cast(part.people)
    cast.join(play)
    for position, step in enumerate(part.steps):
        try:
            play.do(step, ("steps", position))
        except StepFailed as failure:
            raise DemoFailed([Diagnostic(source.place(failure.path), "demo-failed", failure.sentence)]) from failure
        cast.join(play)
