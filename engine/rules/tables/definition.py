"""What a file with a decision table holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from engine.lang.labels import LabelText
from engine.lang.model import Definition, ExpressionText, Many, Name
from engine.rules.cells import WrittenCell, WrittenTerm

MOST_ROWS = 500
MOST_INPUTS = 12

HitName = Literal["first", "unique", "any", "priority", "collect"]
Gathering = Literal["rows", "sum", "min", "max", "count"]


class FieldOutput(Definition):
    """A value that fits a field of the form, with its options."""

    field: Name


class ListedOutput(Definition):
    """One of these words; with `hit: priority` the first one listed goes before the others."""

    one_of: Many[Name] = Field(min_length=1)


Output = Literal["number", "text", "yes_no", "date"] | FieldOutput | ListedOutput


class TableDefinition(Definition):
    """A decision table over the records of a form.

    `inputs` names what is looked at, as expressions over the record; `outputs` what is decided, each a `number`,
    `text`, `yes_no` or `date`, or like a `field`, or `one_of` some words. A row holds a cell for each input (`cr`,
    `[ma, mi]`, `>= 10`, `10..20`, `not cr`, `empty`; left out or `-`: any) and a value for each output.

    `hit: first` takes the first row that fits; `unique`: no two rows fit; `any`: rows that fit together decide the
    same; `priority`: the row whose first output is listed first; `collect`: all rows that fit, as rows or (`collect`)
    as their `sum`, `min`, `max` or `count`. `otherwise` decides where no row fits.
    """

    table: Name
    title: LabelText | None = None
    for_: Name = Field(alias="for")
    hit: HitName = "first"
    collect: Gathering = "rows"
    inputs: Mapping[Name, ExpressionText] = Field(min_length=1, max_length=MOST_INPUTS)
    outputs: Mapping[Name, Output] = Field(min_length=1, max_length=MOST_INPUTS)
    rows: Annotated[Many[Mapping[Name, WrittenCell]], Field(min_length=1, max_length=MOST_ROWS)]
    otherwise: Mapping[Name, WrittenTerm] | None = None
