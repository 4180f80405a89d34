"""Groups as a pandas table: the small answer of the database in the order and with the columns of a chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from engine.reports.dimension import OTHER
from engine.reports.groups import Group
from engine.reports.keys import from_wire, others
from engine.reports.look import Look

if TYPE_CHECKING:
    from pandas import DataFrame

    from engine.reports.dashboard import Chart

ZERO = Decimal(0)


def frame_of(groups: Sequence[Group], **extra: Sequence[Any]) -> DataFrame:
    """Columns key, label, series, series_label, value (the first measure), m0 …, rows, counted, and the extra ones.

    Numbers stay decimals: shares and ranks are exact, and become floats only in a picture.
    """
    import pandas

    names = ("key", "label", "series", "series_label", "rows", "counted")
    columns: dict[str, Sequence[Any]] = {name: [getattr(group, name) for group in groups] for name in names}
    for index in range(max((len(group.values) for group in groups), default=1)):
        columns[f"m{index}"] = [group.values[index] for group in groups]
    columns["value"] = columns["m0"]
    return pandas.DataFrame(
        {name: pandas.Series(list(values), dtype=object) for name, values in (columns | extra).items()}
    )


def by_value(groups: Sequence[Group], *, ascending: bool = False) -> list[Group]:
    """By the first measure, then by name; groups without a number last."""
    present = [group for group in groups if group.values[0] is not None]
    absent = [group for group in groups if group.values[0] is None]
    sign = 1 if ascending else -1
    present.sort(key=lambda group: (sign * value_of(group), group.label, group.key))
    return present + sorted(absent, key=lambda group: (group.label, group.key))


def in_own_order(groups: Sequence[Group], chart: Chart) -> list[Group]:
    """In the order of the chart's dimension: options as defined, time as it passes, names by letter."""
    place = chart.by.place_in_order if chart.by else _nowhere
    return sorted(groups, key=lambda group: (place(group.key), group.label, group.key))


def _nowhere(key: str) -> tuple[int, Decimal, str]:
    return (0, ZERO, key)


def series_by_size(groups: Sequence[Group]) -> list[str]:
    """The series' keys, the largest sum first, then by name."""
    sizes: dict[str, Decimal] = {}
    names: dict[str, str] = {}
    for group in groups:
        sizes[group.series] = sizes.get(group.series, ZERO) + value_of(group)
        names[group.series] = group.series_label
    return sorted(sizes, key=lambda series: (-sizes[series], names[series], series))


def not_positive(groups: Sequence[Group]) -> list[Group]:
    """What is no part of a whole but was counted: zeros and credits, for the table alone."""
    return by_value([group for group in groups if value_of(group) < 0 or (value_of(group) == 0 and group.counted)])


def value_of(group: Group) -> Decimal:
    return group.values[0] if group.values[0] is not None else ZERO


def total_of(groups: Sequence[Group]) -> Decimal:
    return sum((value_of(group) for group in groups), ZERO)


def summed(
    groups: Sequence[Group], shown: Sequence[str], look: Look, *, of: Callable[[Group, str, str], Group]
) -> Group:
    """The groups as one, named Other, whose key means everything but the `shown` wire keys."""
    whole = replace(
        groups[0],
        values=(total_of(groups),),
        rows=sum(group.rows for group in groups),
        counted=sum(group.counted for group in groups),
    )
    return of(whole, others(str(from_wire(key)) for key in shown), OTHER.in_(look.language))


def as_key(group: Group, key: str, label: str) -> Group:
    return replace(group, key=key, label=label)


def as_series(group: Group, key: str, label: str) -> Group:
    return replace(group, series=key, series_label=label)
