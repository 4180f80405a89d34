"""Every function of the language in one table: what it takes and gives, its Python, its SQL name, its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from engine.lang.expressions import comparing, dates, numbers, texts
from engine.lang.expressions.types import BOOLEAN, DATE, MOMENT, NUMBER, TEXT, Type
from engine.lang.labels import Label


class Slot(Enum):
    """An argument whose type is not fixed; all slots of one call with a letter in common share one type."""

    SAME = "any value"
    ORDERED = "a number, text, date or moment"
    WHEN = "a date or moment"
    WRITABLE = "a number or text"
    PLACES = "a whole number from 0 to 10, written out"
    ANYTHING = "anything"


Takes = Type | Slot


@dataclass(frozen=True, slots=True)
class Function:
    """One function. `gives` None means the shared type of its open slots; `more`: the last slot may repeat."""

    name: str
    signature: str
    takes: tuple[Takes, ...]
    gives: Type | None
    python: Callable[..., Any]
    sql: str | None
    page: Label
    required: int
    more: bool = False
    by_type: bool = False
    """The SQL function exists once for each type of the shared slot: `sy_days_date`, `sy_days_moment`."""


@dataclass(frozen=True, slots=True)
class AggregateFunction:
    """A function over the rows of a sub-table, or of the group in a report measure."""

    name: str
    signature: str
    body: Takes
    gives: Type | None
    page: Label
    bare: bool = False
    """May stand without an expression: `count(rows)`."""


def _function(
    signature: str,
    takes: tuple[Takes, ...],
    gives: Type | None,
    python: Callable[..., Any],
    *page: str,
    sql: str | None = "",
    required: int | None = None,
    more: bool = False,
    by_type: bool = False,
) -> Function:
    name = signature.partition("(")[0]
    database = f"sy_{name}" if sql == "" else sql
    least = len(takes) if required is None else required
    return Function(name, signature, takes, gives, python, database, Label(*page), least, more, by_type)


def choose(condition: Any, chosen: Any, otherwise: Any) -> Any:
    return chosen if condition is True else otherwise


_SAME, _ORDERED, _WHEN = Slot.SAME, Slot.ORDERED, Slot.WHEN

FUNCTIONS: Mapping[str, Function] = {
    function.name: function
    for function in (
        _function(
            "choose(condition, a, b)",
            (BOOLEAN, _SAME, _SAME),
            None,
            choose,
            "条件成立取 a，否则取 b",
            "a if the condition holds, else b",
        ),
        _function(
            "between(x, low, high)",
            (_ORDERED, _ORDERED, _ORDERED),
            BOOLEAN,
            comparing.between,
            "含两端；缺一端表示不限",
            "Both ends included; a missing end is open",
            by_type=True,
        ),
        _function(
            "empty(x)",
            (Slot.ANYTHING,),
            BOOLEAN,
            comparing.empty,
            "空值、空文本、空列表或没有行",
            "Null, empty text, an empty list, no rows",
        ),
        _function(
            "coalesce(a, b, …)",
            (_SAME, _SAME),
            None,
            comparing.first,
            "第一个非空值",
            "The first that is not null",
            more=True,
        ),
        _function(
            "min(a, b, …)",
            (_ORDERED, _ORDERED),
            None,
            comparing.least,
            "最小者，忽略空值",
            "The smallest; nulls are passed over",
            more=True,
            by_type=True,
            sql="sy_least",
        ),
        _function(
            "max(a, b, …)",
            (_ORDERED, _ORDERED),
            None,
            comparing.greatest,
            "最大者，忽略空值",
            "The largest; nulls are passed over",
            more=True,
            by_type=True,
            sql="sy_greatest",
        ),
        _function(
            "round(x, places)",
            (NUMBER, Slot.PLACES),
            NUMBER,
            numbers.rounded,
            "四舍五入（远离零）",
            "Half away from zero",
            required=1,
        ),
        _function("abs(x)", (NUMBER,), NUMBER, numbers.absolute, "绝对值", "Without its sign"),
        _function(
            "number(text)",
            (TEXT,),
            NUMBER,
            numbers.number,
            "文本写成的数，写法不对为空",
            "The number a text spells, else null",
        ),
        _function("text(x)", (Slot.WRITABLE,), TEXT, texts.text, "数的写法", "A number as text"),
        _function("length(text)", (TEXT,), NUMBER, texts.length, "字符数", "Characters"),
        _function(
            "concat(a, b, …)",
            (TEXT,),
            TEXT,
            texts.concat,
            "连接文本，空值作空文本",
            "Joined; null counts as empty",
            more=True,
        ),
        _function("contains(text, part)", (TEXT, TEXT), BOOLEAN, texts.contains, "含有，区分大小写", "Case matters"),
        _function(
            "starts_with(text, part)", (TEXT, TEXT), BOOLEAN, texts.starts_with, "以…开头，区分大小写", "Case matters"
        ),
        _function(
            "ends_with(text, part)", (TEXT, TEXT), BOOLEAN, texts.ends_with, "以…结尾，区分大小写", "Case matters"
        ),
        _function(
            "lower(text)",
            (TEXT,),
            TEXT,
            texts.lower,
            "小写；不能用于数据库条件",
            "Small letters; not in the database",
            sql=None,
        ),
        _function(
            "upper(text)",
            (TEXT,),
            TEXT,
            texts.upper,
            "大写；不能用于数据库条件",
            "Capital letters; not in the database",
            sql=None,
        ),
        _function("left(text, n)", (TEXT, NUMBER), TEXT, texts.left, "前 n 个字符", "The first n characters"),
        _function("right(text, n)", (TEXT, NUMBER), TEXT, texts.right, "后 n 个字符", "The last n characters"),
        _function(
            "mid(text, start, n)",
            (TEXT, NUMBER, NUMBER),
            TEXT,
            texts.mid,
            "从第 start 个起的 n 个字符，首字为 1",
            "n characters from start; the first is 1",
        ),
        _function(
            "days(start, end)",
            (_WHEN, _WHEN),
            NUMBER,
            dates.days,
            "从 start 到 end 的天数",
            "Days from start to end",
            by_type=True,
        ),
        _function("add_days(x, n)", (_WHEN, NUMBER), None, dates.add_days, "n 天之后", "n days later", by_type=True),
        _function(
            "add_months(date, n)",
            (DATE, NUMBER),
            DATE,
            dates.add_months,
            "n 个月之后，月末取当月最后一天",
            "n months later, clamped to the end of the month",
        ),
        _function("year(date)", (DATE,), NUMBER, dates.year, "年", "The year"),
        _function("month(date)", (DATE,), NUMBER, dates.month, "月", "The month"),
        _function("weekday(date)", (DATE,), NUMBER, dates.weekday, "星期，周一为 1", "Monday is 1"),
    )
}

AGGREGATES: Mapping[str, AggregateFunction] = {
    aggregate.name: aggregate
    for aggregate in (
        AggregateFunction("count", "count(rows, condition)", BOOLEAN, NUMBER, Label("行数", "How many"), bare=True),
        AggregateFunction("sum", "sum(rows, x)", NUMBER, NUMBER, Label("总和，无行为 0", "The total; 0 for no rows")),
        AggregateFunction("avg", "avg(rows, x)", NUMBER, NUMBER, Label("平均，无行为空", "The mean; null for no rows")),
        AggregateFunction(
            "min", "min(rows, x)", _ORDERED, None, Label("最小，无行为空", "The smallest; null for no rows")
        ),
        AggregateFunction(
            "max", "max(rows, x)", _ORDERED, None, Label("最大，无行为空", "The largest; null for no rows")
        ),
        AggregateFunction("any", "any(rows, condition)", BOOLEAN, BOOLEAN, Label("有一行成立", "Holds for some row")),
        AggregateFunction(
            "all", "all(rows, condition)", BOOLEAN, BOOLEAN, Label("每行都成立，无行为真", "Holds for every row")
        ),
    )
}

WRITTEN: Mapping[str, tuple[str, Type]] = {
    "date": ("date('2026-01-05')", DATE),
    "moment": ("moment('2026-01-05T08:00:00Z')", MOMENT),
}
"""Values spelt as text, and their type."""

BOUND: Mapping[str, Type] = {"today": DATE, "now": MOMENT}
"""Functions without arguments whose value is fixed once per command."""

SIGNATURES: Mapping[str, str] = {
    **{name: function.signature for name, function in FUNCTIONS.items()},
    **{name: aggregate.signature for name, aggregate in AGGREGATES.items()},
    **{name: spelling for name, (spelling, _) in WRITTEN.items()},
    **{name: f"{name}()" for name in BOUND},
    "has_role": "has_role('inspector')",
    "in_department": "in_department(department, me.department)",
}
