"""How a list may be filtered: `field:operator:value` in its address. Kinds name the operators they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from engine.lang.labels import Label

COMMA = r"(?<!\\),"
"""What parts several values: a comma, unless a backslash stands before it."""
TO = ".."
"""What parts the two ends of a range; an end may be left out."""


class Takes(Enum):
    """What stands after the operator."""

    NOTHING = "nothing"
    VALUE = "value"
    VALUES = "values"
    RANGE = "range"
    TEXT = "text"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to filter: what people call it, and what it takes."""

    name: str
    title: Label
    takes: Takes

    def to_json(self) -> dict[str, object]:
        return {"title": self.title.to_json(), "takes": self.takes.value}


OPERATORS: Mapping[str, Operator] = {
    name: Operator(name, Label(zh, en), takes)
    for name, zh, en, takes in (
        ("eq", "等于", "is", Takes.VALUE),
        ("ne", "不等于", "is not", Takes.VALUE),
        ("in", "是其中之一", "is one of", Takes.VALUES),
        ("not_in", "不是其中任何一个", "is none of", Takes.VALUES),
        ("lt", "小于", "is less than", Takes.VALUE),
        ("le", "不大于", "is at most", Takes.VALUE),
        ("gt", "大于", "is more than", Takes.VALUE),
        ("ge", "不小于", "is at least", Takes.VALUE),
        ("between", "介于", "is between", Takes.RANGE),
        ("on", "在这一天", "is on", Takes.DAY),
        ("inside", "在此范围内", "lies inside", Takes.RANGE),
        ("covers", "包含日期", "covers", Takes.VALUE),
        ("overlaps", "与期间重叠", "overlaps", Takes.RANGE),
        ("contains", "包含", "contains", Takes.TEXT),
        ("starts", "开头是", "begins with", Takes.TEXT),
        ("ends", "结尾是", "ends with", Takes.TEXT),
        ("named", "名称包含", "has a name with", Takes.TEXT),
        ("under", "属于分支", "belongs to", Takes.VALUE),
        ("any", "含其中任何一个", "has any of", Takes.VALUES),
        ("all", "全部含有", "has all of", Takes.VALUES),
        ("none", "全都不含", "has none of", Takes.VALUES),
        ("empty", "为空", "is empty", Takes.NOTHING),
        ("filled", "已填写", "is filled in", Takes.NOTHING),
    )
}

PRESENCE = ("empty", "filled")
CHOOSING = ("eq", "ne", "in", "not_in", *PRESENCE)
ORDERING = ("eq", "ne", "lt", "le", "gt", "ge", "between", *PRESENCE)
SEARCHING = ("contains", "starts", "ends")
