"""Scenarios: an app's acceptance tests in business words, played against the running app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random

from pydantic import Field

from engine.lang.diagnostics import Diagnostic
from engine.lang.labels import Label, LabelText
from engine.lang.model import Definition, Many, Name
from engine.lang.source import Source
from engine.lang.validation import validate
from engine.runtime.steps.cast import Cast, Member
from engine.runtime.steps.kinds import AnyStep
from engine.runtime.steps.play import Play
from engine.runtime.steps.stage import Stage
from engine.runtime.steps.step import StepFailed


class ScenarioDefinition(Definition):
    """A story with an expected end. `after` continues where another scenario ended, its people and names included."""

    scenario: Name
    title: LabelText
    after: Name | None = None
    people: Mapping[Name, Member] = Field(default={})
    steps: Many[AnyStep] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario that may be played."""

    definition: ScenarioDefinition
    source: Source
    before: Scenario | None

    @property
    def id(self) -> str:
        return self.definition.scenario

    @property
    def title(self) -> Label:
        return self.definition.title


def read_scenarios(sources: Mapping[str, Source]) -> tuple[dict[str, Scenario], list[Diagnostic]]:
    """The scenarios of an app by id, each with the one it comes after, and what is wrong with them."""
    findings: list[Diagnostic] = []
    written: dict[str, tuple[ScenarioDefinition, Source]] = {}
    for source in sources.values():
        read = validate(ScenarioDefinition, source)
        if isinstance(read, ScenarioDefinition):
            written[read.scenario] = read, source
        else:
            findings += read
    scenarios: dict[str, Scenario] = {}
    waiting = dict(written)
    while ready := [name for name, (one, _) in waiting.items() if one.after is None or one.after in scenarios]:
        for name in ready:
            one, source = waiting.pop(name)
            scenarios[name] = Scenario(one, source, scenarios[one.after] if one.after else None)
    findings += [_comes_after_nothing(one, source, written) for one, source in waiting.values()]
    return scenarios, findings


def _comes_after_nothing(
    one: ScenarioDefinition, source: Source, written: Mapping[str, tuple[ScenarioDefinition, Source]]
) -> Diagnostic:
    what = "which comes after this one" if one.after in written else "which is no scenario"
    sentence = f"'{one.scenario}' comes after '{one.after}', {what}"
    return Diagnostic(source.place(("after",)), "scenario-unknown", sentence)


def play_scenario(
    scenario: Scenario, stage: Stage, now: datetime, told: Callable[[], None] = lambda: None
) -> Diagnostic | None:
    """Plays it on a stage without records; the first step that does not go as written, or None when all went well."""
    play = Play(stage, now, Random(scenario.id), told=told)  # noqa: S311 - a story, not a secret
    return _play(scenario, play)


def _play(scenario: Scenario, play: Play) -> Diagnostic | None:
    if scenario.before is not None:
        failed = _play(scenario.before, play)
        if failed is not None:
            return failed
    cast = Cast(scenario.definition.people)
    for position, step in enumerate(scenario.definition.steps):
        cast.join(play)
        try:
            play.do(step, ("steps", position))
        except StepFailed as failure:
            place = scenario.source.place(failure.path)
            return Diagnostic(place, "scenario-failed", f"{scenario.id}: {failure.sentence}")
    return None
