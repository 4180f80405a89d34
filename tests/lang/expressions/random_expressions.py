"""Random well-typed expressions and rows with nulls, from a seed: the food of the equality test."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from engine.lang.expressions import (
    BOOLEAN,
    DATE,
    MOMENT,
    NUMBER,
    PERSON,
    TEXT,
    ChoiceType,
    ListType,
    RecordType,
    RowsType,
    Scope,
)

VERDICTS = ("pass", "fail", "hold")
LINE = {"x": NUMBER, "y": NUMBER, "w": TEXT, "ok": BOOLEAN, "day": DATE, "verdict": ChoiceType(VERDICTS)}
LOT = {"id": TEXT, "name": TEXT, "quantity": NUMBER, "frozen": BOOLEAN, "made": DATE, "parent": RecordType("lot")}
RECORD = {
    "id": TEXT,
    "a": NUMBER,
    "b": NUMBER,
    "x": NUMBER,
    "s": TEXT,
    "t": TEXT,
    "f": BOOLEAN,
    "g": BOOLEAN,
    "d": DATE,
    "e": DATE,
    "m": MOMENT,
    "n": MOMENT,
    "verdict": ChoiceType(VERDICTS),
    "lot": RecordType("lot"),
    "tags": ListType(ChoiceType(("red", "blue"))),
    "lines": RowsType(LINE),
    "me": RecordType(PERSON),
}
SCOPE = Scope(RECORD, {"lot": LOT}.__getitem__)
IQC = {"id": "d2", "code": "IQC", "within": ["IQC", "QA"]}
COMMAND = {
    "me": {"id": "u1", "name": "Li", "organisation": "lot-1", "department": IQC, "roles": ["inspector"]},
    "today": date(2026, 3, 31),
    "now": datetime(2026, 3, 31, 16, 5, 4, 3, tzinfo=UTC),
}

NUMBERS = [
    "0",
    "1",
    "-1",
    "2",
    "3",
    "7",
    "0.1",
    "0.2",
    "0.3",
    "2.5",
    "-2.5",
    "2.675",
    "1000000",
    "99999.99999",
    "-0.0000000001",
]
TEXTS = [
    "",
    "a",
    "b",
    "B",
    "ab",
    "é",
    "e\u0301",
    "Z",
    "ß",
    "👍",
    "\uff01",
    "10",
    "9",
    "-1.50",
    "a_b",
    "a%b",
    "中文",
    " x ",
    "it's",
]
DAYS = [date(2024, 2, 29), date(2026, 1, 31), date(2026, 3, 1), date(1, 1, 1), date(9999, 12, 31), date(2025, 12, 28)]
MOMENTS = [
    datetime(2026, 1, 31, tzinfo=UTC),
    datetime(2026, 2, 28, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(1999, 12, 31, 12, 0, 0, 1, tzinfo=UTC),
    datetime(2026, 3, 31, 16, 5, 4, 3, tzinfo=UTC),
]
LOTS = ["lot-1", "lot-2", "lot-3"]


def draw_rows(chance: random.Random, count: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Lots, and records with lines; about a quarter of all values is null."""

    def some(values: list[Any]) -> Any:
        return None if chance.random() < 0.25 else chance.choice(values)

    def line(parent: str, position: int) -> dict[str, Any]:
        return {
            "id": f"{parent}-{position}",
            "parent_id": parent,
            "x": some(NUMBERS),
            "y": some(NUMBERS),
            "w": some(TEXTS),
            "ok": some([True, False]),
            "day": some(DAYS),
            "verdict": some(list(VERDICTS)),
        }

    lots = [
        {
            "id": name,
            "name": some(TEXTS),
            "quantity": some(NUMBERS),
            "frozen": some([True, False]),
            "made": some(DAYS),
            "parent": some(LOTS),
        }
        for name in LOTS
    ]
    records = []
    for index in range(count):
        name = f"r{index:03}"
        record = {key: some(NUMBERS) for key in ("a", "b", "x")} | {key: some(TEXTS) for key in ("s", "t")}
        record |= {key: some([True, False]) for key in ("f", "g")} | {key: some(DAYS) for key in ("d", "e")}
        record |= {key: some(MOMENTS) for key in ("m", "n")}
        record |= {"id": name, "verdict": some(list(VERDICTS)), "lot": some(LOTS)}
        record |= {"tags": some([[], ["red"], ["red", "blue"]])}
        record |= {"lines": [line(name, position) for position in range(chance.choice([0, 0, 1, 2, 4]))]}
        records.append(record)
    return [_numbers(lot) for lot in lots], [_numbers(record) for record in records]


def _numbers(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of numbers as decimals."""
    read: dict[str, Any] = {}
    for key, value in row.items():
        if key == "lines":
            read[key] = [_numbers(line) for line in value]
        else:
            read[key] = Decimal(value) if key in ("a", "b", "x", "y", "quantity") and value is not None else value
    return read


class Draw:
    """Draws expressions of a wanted type; `depth` is how deep they may still nest."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.in_lines = 0

    def expression(self) -> str:
        kind = self.chance.choice(
            ["boolean", "boolean", "boolean", "number", "number", "text", "date", "moment", "choice"]
        )
        return self.of(kind, self.chance.randint(1, 4))

    def of(self, kind: str, depth: int) -> str:
        if depth <= 0 or self.chance.random() < 0.1:
            return self.leaf(kind)
        draw: dict[str, Callable[[int], str]] = {
            "boolean": self.boolean,
            "number": self.number,
            "text": self.text,
            "date": self.date,
            "moment": self.moment,
            "choice": self.choice,
            "lot": lambda _: self.leaf("lot"),
        }
        return draw[kind](depth - 1)

    def leaf(self, kind: str) -> str:
        if self.chance.random() < 0.07:
            return "null"
        names = {
            "boolean": ["f", "g", "lot.frozen", "true", "false"],
            "number": ["a", "b", "x", "lot.quantity", "lot.parent.quantity", *self._literals(NUMBERS)],
            "text": ["s", "t", "lot.name", "lot.parent.name", "me.name", *map(quoted, TEXTS[:14])],
            "date": ["d", "e", "lot.made", "today()", "date('2026-02-28')", "date('2024-02-29')"],
            "moment": ["m", "n", "now()", "moment('2026-02-28T23:59:59Z')"],
            "choice": ["verdict", "'pass'", "'fail'"],
            "lot": ["lot", "lot.parent"],
        }[kind]
        if self.in_lines and self.chance.random() < 0.6:
            own = {"boolean": ["ok"], "number": ["x", "y"], "text": ["w"], "date": ["day"], "choice": ["verdict"]}
            names = own.get(kind, names)
        return self.chance.choice(names)

    def _literals(self, numbers: list[str]) -> list[str]:
        return [f"({number})" if number.startswith("-") else number for number in self.chance.sample(numbers, 4)]

    def boolean(self, depth: int) -> str:
        pick, one = self.chance.choice, self.of
        pair = pick(["number", "number", "text", "date", "moment"])
        kind = pick(["number", "text", "date", "moment", "choice", "boolean", "lot"])
        options = [
            lambda: f"({one(pair, depth)}) {pick(['<', '<=', '>', '>='])} ({one(pair, depth)})",
            lambda: f"({one(kind, depth)}) {pick(['==', '!='])} ({one(kind, depth)})",
            lambda: f"{one('boolean', depth)} {pick(['and', 'or'])} {one('boolean', depth)}",
            lambda: f"not {one('boolean', depth)}",
            lambda: f"({one(kind, depth)}) {pick(['in', 'not in'])} ({one(kind, depth)}, {self.leaf(kind)},)",
            lambda: f"between({one(pair, depth)}, {one(pair, depth)}, {pick([self.leaf(pair), 'null'])})",
            lambda: f"empty({pick([one(kind, depth), 'tags'])})",
            lambda: f"{pick(['contains', 'starts_with', 'ends_with'])}({one('text', depth)}, {one('text', depth)})",
            lambda: f"{pick(['any', 'all'])}(lines, {self.line('boolean', depth)})",
            lambda: f"choose({one('boolean', depth)}, {one('boolean', depth)}, {one('boolean', depth)})",
            lambda: pick(
                [
                    "'red' in tags",
                    "verdict in ('pass', 'hold')",
                    "lot == me.organisation",
                    "has_role('inspector')",
                    "empty(lines)",
                    "1 in ()",
                    "null in (1, null)",
                ]
            ),
        ]
        return f"({pick(options)()})"

    def number(self, depth: int) -> str:
        pick, one = self.chance.choice, self.of
        options = [
            lambda: f"{one('number', depth)} {pick('+-*/%')} {one('number', depth)}",
            lambda: f"{one('number', depth)} {pick('+-*/')} {one('number', depth)}",
            lambda: f"-{one('number', depth)}",
            lambda: f"round({one('number', depth)}, {pick([0, 1, 2, 10])})",
            lambda: f"abs({one('number', depth)})",
            lambda: f"number({one('text', depth)})",
            lambda: f"length({one('text', depth)})",
            lambda: f"days({one('date', depth)}, {one('date', depth)})",
            lambda: f"days({one('moment', depth)}, {one('moment', depth)})",
            lambda: f"{pick(['year', 'month', 'weekday'])}({one('date', depth)})",
            lambda: f"count(lines, {self.line('boolean', depth)})",
            lambda: f"{pick(['sum', 'avg', 'min', 'max'])}(lines, {self.line('number', depth)})",
            lambda: f"{pick(['min', 'max'])}({one('number', depth)}, {one('number', depth)}, {one('number', 0)})",
            lambda: f"coalesce({one('number', depth)}, {one('number', depth)})",
            lambda: f"choose({one('boolean', depth)}, {one('number', depth)}, {one('number', depth)})",
        ]
        return f"({pick(options)()})"

    def text(self, depth: int) -> str:
        pick, one = self.chance.choice, self.of
        options = [
            lambda: f"concat({one('text', depth)}, {one('text', depth)})",
            lambda: f"{pick(['left', 'right'])}({one('text', depth)}, {one('number', depth)})",
            lambda: f"mid({one('text', depth)}, {one('number', depth)}, {one('number', depth)})",
            lambda: f"text({one('number', depth)})",
            lambda: f"{pick(['min', 'max', 'coalesce'])}({one('text', depth)}, {one('text', depth)})",
            lambda: f"{pick(['min', 'max'])}(lines, {self.line('text', depth)})",
            lambda: f"choose({one('boolean', depth)}, {one('text', depth)}, {one('text', depth)})",
        ]
        return pick(options)()

    def date(self, depth: int) -> str:
        pick, one = self.chance.choice, self.of
        options = [
            lambda: f"{pick(['add_days', 'add_months'])}({one('date', depth)}, {one('number', depth)})",
            lambda: f"{pick(['min', 'max', 'coalesce'])}({one('date', depth)}, {one('date', depth)})",
            lambda: f"{pick(['min', 'max'])}(lines, {self.line('date', depth)})",
            lambda: f"choose({one('boolean', depth)}, {one('date', depth)}, {one('date', depth)})",
        ]
        return pick(options)()

    def moment(self, depth: int) -> str:
        pick, one = self.chance.choice, self.of
        options = [
            lambda: f"add_days({one('moment', depth)}, {one('number', depth)})",
            lambda: f"{pick(['min', 'max', 'coalesce'])}({one('moment', depth)}, {one('moment', depth)})",
            lambda: f"choose({one('boolean', depth)}, {one('moment', depth)}, {one('moment', depth)})",
        ]
        return pick(options)()

    def choice(self, depth: int) -> str:
        one = self.of
        condition = one("boolean", depth)
        return self.chance.choice(
            [
                lambda: f"choose({condition}, {one('choice', depth)}, {one('choice', depth)})",
                lambda: f"coalesce({one('choice', depth)}, {one('choice', depth)})",
            ]
        )()

    def line(self, kind: str, depth: int) -> str:
        """An expression over the rows of `lines`; there are no lines inside lines."""
        if self.in_lines:
            return self.leaf(kind)
        self.in_lines += 1
        drawn = self.of(kind, depth)
        self.in_lines -= 1
        return drawn if "lines" not in drawn else self.leaf(kind)


def quoted(text: str) -> str:
    return '"' + text + '"' if "'" in text else f"'{text}'"
