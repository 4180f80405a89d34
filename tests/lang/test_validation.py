"""What is wrong with a value is said in plain words, whatever pydantic calls it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Literal, get_args

import pytest
from pydantic import Field
from pydantic_core.core_schema import ErrorType

from engine.lang.kinds import Kinds
from engine.lang.labels import LabelText
from engine.lang.model import Definition, ExpressionText, Many, Name
from engine.lang.source import parse
from engine.lang.validation import validate
from engine.lang.value_words import complaint, expected


class Plain(Definition):
    kind: ClassVar[str] = "plain"
    title: LabelText | None = None
    required: bool | ExpressionText = False
    minimum: Decimal | None = None
    decimals: int = Field(default=0, ge=0, le=6)
    mode: Literal["any", "all"] = "any"


class Pick(Definition):
    kind: ClassVar[str] = "pick"
    options: Name | Mapping[Name, LabelText]


KINDS = Kinds("field", [Plain, Pick], named_by="kind")


class Ask(Definition):
    kind: ClassVar[str] = "ask"
    ask: Name
    by: str


class Put(Definition):
    kind: ClassVar[str] = "put"
    put: Mapping[Name, ExpressionText]
    of: Name | None = None


STEPS = Kinds("step", [Ask, Put], named_by=None)


class Sheet(Definition):
    sheet: Name
    title: LabelText
    columns: Many[Name] = ()
    pairs: tuple[Name, ...] = ()
    fields: Mapping[Name, KINDS.union()] = {}  # type: ignore[valid-type]
    steps: Many[STEPS.union()] = ()  # type: ignore[valid-type]


def findings(text: str) -> list[str]:
    outcome = validate(Sheet, parse(text, "s.yaml"))
    assert isinstance(outcome, list)
    return [
        f"{found.place.line}:{found.place.column} {found.sentence} [{found.code}] {found.suggestion or ''}".rstrip()
        for found in sorted(outcome, key=lambda found: (found.place.line, found.place.column))
    ]


HEAD = "sheet: a\ntitle: A\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sheet: a\ntitel: A", ["2:1 'titel' is no key that this place knows [key-unknown] did you mean 'title'?"]),
        ("sheet: a", ["1:1 the file lacks 'title' [key-missing] add 'title: …'"]),
        (
            "sheet: A-1\ntitle: A",
            [
                "1:8 'sheet' is 'A-1', which is no name: small letters, digits and _, beginning with a letter, at most "
                "48 [name-wrong] for example 'a_1'"
            ],
        ),
        ("sheet: a\ntitle: 5", ["2:8 'title' is 5, which is no text [value-wrong] put it in quotes: \"5\""]),
        ("sheet: a\ntitle: {zh: 表}", ["2:1 'title' lacks 'en' [key-missing] add 'en: …'"]),
        ("sheet: a\ntitle: ''", ["2:8 'title' is '', which is empty [value-empty] write something, or remove the key"]),
        (HEAD + "columns: x", ["3:10 'columns' is 'x', which is no list [value-wrong] put it in brackets: [x]"]),
        (
            HEAD + "columns: [x, 5]",
            ["3:14 entry 2 of 'columns' is 5, which is no text [value-wrong] put it in quotes: \"5\""],
        ),
        (HEAD + "fields: [x]", ["3:9 'fields' is a list, which is no mapping of 'key: value' [value-wrong]"]),
        (
            HEAD + "fields: {x: {kind: plane}}",
            ["3:20 'plane' is no kind of field [kind-unknown] did you mean 'plain'?"],
        ),
        (HEAD + "fields: {x: {kind: 5}}", ["3:20 5 is no kind of field [kind-unknown] known here: plain, pick"]),
        (HEAD + "fields: {x: {}}", ["3:10 'x' does not say its kind [kind-missing] add 'kind: …', one of plain, pick"]),
        (
            HEAD + "fields: {x: {title: T}}",
            ["3:10 'x' does not say its kind [kind-missing] add 'kind: …', one of plain, pick"],
        ),
        (
            HEAD + "fields: {x: {kind:plain}}",
            ["3:10 'x' does not say its kind [kind-missing] a space belongs after the colon: 'kind: plain'"],
        ),
        (
            HEAD + "fields: {x: {kind: plain, mode:all}}",
            ["3:27 'mode:all' is no key that 'x' knows [key-unknown] a space belongs after the colon: 'mode: all'"],
        ),
        (
            HEAD + "fields: {x: {kind: plain, minimum: abc, decimals: 9, mode: al}}",
            [
                "3:36 'minimum' is 'abc', which is no number [value-wrong]",
                "3:51 'decimals' is 9, which must be at most 6 [value-limit]",
                "3:60 'mode' is 'al', which is none of any, all [value-wrong] did you mean 'all'?",
            ],
        ),
        (
            HEAD + "fields: {x: {kind: plain, minimum: '5', decimals: 1.5}}",
            [
                "3:36 'minimum' is '5', which is no number [value-wrong] remove the quotes: 5",
                "3:51 'decimals' is 1.5, which is no whole number [value-wrong]",
            ],
        ),
        (
            HEAD + "fields: {x: {kind: plain, minimum: true}}",
            ["3:36 'minimum' is true, which is no number [value-wrong]"],
        ),
        (
            HEAD + "fields: {x: {kind: plain, required: [a]}}",
            ["3:37 'required' is a list, where true or false or text belongs [value-wrong]"],
        ),
        (
            HEAD + "fields: {x: {kind: pick, options: {A: x, b: 5}}}",
            [
                "3:36 'A' is no name: small letters, digits and _, beginning with a letter, at most 48 [name-wrong] "
                "for example 'a'",
                "3:45 'b' is 5, which is no text [value-wrong] put it in quotes: \"5\"",
            ],
        ),
        (
            HEAD + "steps:\n  - by: x\n    ask: y",
            ["4:5 'by' is no kind of step [kind-unknown] begin with 'ask': the first key says the kind"],
        ),
        (HEAD + "steps:\n  - aks: y", ["4:5 'aks' is no kind of step [kind-unknown] did you mean 'ask'?"]),
        (
            HEAD + "steps: [x]",
            [
                "3:9 entry 1 of 'steps' is 'x', which is no mapping of 'key: value' [value-wrong] a step is one of "
                "ask, put"
            ],
        ),
        (HEAD + "steps:\n  - put: {of: []}\n    of: X", [
            "4:15 'of' is a list, which is no text [value-wrong]",
            "5:9 'of' is 'X', which is no name: small letters, digits and _, beginning with a letter, at most 48 "
            "[name-wrong] for example 'x'",
        ]),
        ("", ["1:1 the file is empty [file-empty] write a definition, or delete the file"]),
        ("just text", ["1:1 the file is 'just text', which is no mapping of 'key: value' [value-wrong]"]),
    ],
)  # fmt: skip
def test_every_finding_points_into_the_text_and_names_the_way_out(text: str, said: list[str]) -> None:
    assert findings(text) == said


def test_a_list_fills_a_tuple_and_a_whole_number_a_decimal() -> None:
    text = HEAD + "pairs: [a, b]\nfields: {x: {kind: plain, minimum: 5, required: true}}"
    sheet = validate(Sheet, parse(text, "s.yaml"))
    assert isinstance(sheet, Sheet)
    assert sheet.pairs == ("a", "b")
    field = sheet.fields["x"]
    assert field.minimum == Decimal(5)
    assert field.required is True


def test_a_plain_number_is_an_expression_as_it_is_written() -> None:
    step = validate(Put, parse("put: {a: 0, b: 1.50, c: true, d: x + 1}", "s.yaml"))
    assert isinstance(step, Put)
    assert step.put == {"a": "0", "b": "1.50", "c": "true", "d": "x + 1"}


def test_a_part_of_a_file_is_validated_at_its_own_place() -> None:
    outcome = validate(Ask, parse("steps:\n  - ask: a\n    bye: x", "s.yaml"), ("steps", 0))
    assert isinstance(outcome, list)
    assert [str(found.place) for found in outcome] == ["s.yaml:3:5"]


@pytest.mark.parametrize("kind", get_args(ErrorType))
def test_no_error_of_pydantic_is_said_in_its_own_words(kind: str) -> None:
    words = expected(kind, {"class": "Decimal"}) or complaint(kind, {}, "Input should be else", "x").which
    assert words
    assert "Input" not in words
    assert "_" not in words
