"""A time axis without holes: steps in which nothing happened are there, as nothing or as zero."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import islice

from engine.lang.labels import Language
from engine.reports.groups import Group
from engine.reports.keys import EMPTY
from engine.reports.period import Period, Step, step_label

LONGEST = 400
"""Steps on an axis; a longer one shows only the steps that have rows."""


def steps_on_axis(groups: Sequence[Group], step: Step, period: Period | None) -> list[str]:
    """The keys of all steps from the first to the last, of the period or of the rows; rows without a time come last."""
    found = {group.key for group in groups}
    days = sorted(date.fromisoformat(key) for key in found - {EMPTY})
    first = min([*days[:1], *([period.first] if period else [])], default=None)
    last = max([*days[-1:], *([period.last] if period else [])], default=None)
    if first is None or last is None:
        return [EMPTY] if EMPTY in found else []
    keys = [day.isoformat() for day in islice(Period(first, last).starts(step), LONGEST + 1)]
    if len(keys) > LONGEST:
        keys = [day.isoformat() for day in days]
    return [*keys, EMPTY] if EMPTY in found else keys


def without_holes(
    groups: Sequence[Group], keys: Sequence[str], step: Step, language: Language, empty: Decimal | None
) -> list[Group]:
    """For every series, in the order they come, a group at every step; where there are no rows its value is `empty`."""
    labels = {group.key: group.label for group in groups}
    found = {(group.series, group.key): group for group in groups}
    series = {group.series: group.series_label for group in groups}
    return [
        found.get((name, key)) or Group(key, _label(key, labels, step, language), name, title, (empty,), 0, 0)
        for name, title in series.items()
        for key in keys
    ]


def _label(key: str, labels: dict[str, str], step: Step, language: Language) -> str:
    return labels.get(key) or step_label(date.fromisoformat(key), step, language)
