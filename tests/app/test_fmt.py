"""The formatter: one shape, the same meaning, every comment where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.app.fmt import formatted
from engine.app.fmt.comments import comments_of
from engine.app.fmt.order import FIELD_KEYS, FILE_KEYS, in_order
from engine.app.fmt.reading import read_tree
from engine.app.fmt.writing import write_tree
from engine.app.schema import FILES
from engine.forms.field_types import FIELD_KINDS
from engine.lang.source import Source, parse
from engine.runtime.demo import DemoDefinition
from engine.runtime.import_mapping import ImportDefinition
from engine.runtime.scenario import ScenarioDefinition

ROOT = Path(__file__).parents[2]
FOLDERS = ("apps", "tests/apps", "tests/definitions/ok")
FILES_THERE = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml"))
SMALL = [text for path in FILES_THERE if len(text := path.read_text("utf-8")) < 4000]
ODDITIES = """\
a: |+
  x

b: >2
   y
  z

c:
- 1
- - 2
  - {a: [b, c], "d" : 'e
    f', g: "h \\
    i\\
    j"}
# tail
d: "x
  y

  z"   # c
"""


def cases() -> list[tuple[str, str, str]]:
    _, *blocks = (ROOT / "tests/cases/shapes.txt").read_text("utf-8").split("=== ")
    parted = (block.partition("\n") for block in blocks)
    return [(title, *_before_and_after(body)) for title, _, body in parted]


def _before_and_after(body: str) -> tuple[str, str]:
    before, becomes, after = body.removesuffix("\n").partition("--- becomes\n")
    return before, after if becomes else before


@pytest.mark.parametrize(("title", "before", "after"), cases(), ids=lambda text: text[:60].split("\n")[0])
def test_a_file_gets_its_shape(title: str, before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after


@pytest.mark.parametrize("path", FILES_THERE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_files_of_this_repository_are_in_their_shape(path: Path) -> None:
    text = path.read_text("utf-8")
    assert formatted(text) == text, f"run: suyuan fmt {path.parent}"


def test_every_key_of_a_field_has_its_place() -> None:
    keys = {field.alias or name for kind in FIELD_KINDS for name, field in kind.model_fields.items()}
    assert keys | {"kind"} == set(FIELD_KEYS)


@pytest.mark.parametrize("model", [*FILES.values(), ScenarioDefinition, DemoDefinition, ImportDefinition])
def test_every_key_of_a_file_has_its_place(model: type) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}  # type: ignore[attr-defined]
    assert keys in [set(order) for order in FILE_KEYS] or len(keys) == 1


LINES = st.sampled_from(["", "# c", "  # c", "    # d", "      # e", "    "])
ENDS = st.sampled_from(["  # beside", " ", "\t", " #x"])
COMMAS = st.sampled_from([",\n        ", " ,  ", ", # inside\n        ", ", \n\n        "])
EDITS = st.lists(
    st.tuples(st.sampled_from(["above", "beside", "comma", "deeper"]), st.integers(0, 400), LINES, ENDS, COMMAS),
    max_size=8,
)


def edited(text: str, edits: list[tuple[str, int, str, str, str]]) -> str:
    """The text laid out in another way here and there, as people do."""
    for what, where, above, beside, comma in edits:
        lines = text.split("\n")
        line = where % len(lines)
        if what == "above":
            lines.insert(line, above)
        elif what == "beside":
            lines[line] += beside
        elif what == "deeper":
            lines = [" " * (len(each) - len(each.lstrip(" "))) + each for each in lines]
        else:
            lines[line] = lines[line].replace(", ", comma, 1)
        text = "\n".join(lines)
    return text


def mean_the_same(before: Source, after: Source) -> bool:
    told = [sorted(comment.text for comment in comments_of(each)) for each in (before, after)]
    return not after.diagnostics and before.value == after.value and told[0] == told[1]


def names_in_order(source: Source) -> list[object]:
    """What must never be reordered: the fields, and the options of each set."""
    value = source.value
    assert isinstance(value, dict)
    return [list(value.get(key) or ()) for key in ("fields", "options", "charts", "steps", "measures")]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*SMALL, ODDITIES]), EDITS)
def test_whatever_the_layout_the_meaning_stays_and_the_shape_is_one(
    text: str, edits: list[tuple[str, int, str, str, str]]
) -> None:
    before = parse(edited(text, edits).removesuffix("\n") + "\n", "")
    assume(not before.diagnostics and isinstance(before.value, dict))
    shaped = write_tree(in_order(read_tree(before)))
    after = parse(shaped, "")
    assert mean_the_same(before, after)
    assert names_in_order(before) == names_in_order(after)
    assert write_tree(in_order(read_tree(after))) == shaped
    assert shaped.endswith("\n")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*SMALL, ODDITIES]), st.integers(0, 4000), st.text("{}[]:,-#|>'\" \n\t&*?ab\\", max_size=6))
def test_any_slip_is_left_alone_or_put_in_shape(text: str, where: int, slip: str) -> None:
    at = where % len(text)
    written = text[:at] + slip + text[at:]
    shaped = formatted(written)
    assert parse(shaped, "").value == parse(written, "").value
    assert formatted(shaped) == shaped


def test_line_ends_of_windows_and_a_mark_at_the_beginning_go() -> None:
    assert formatted("\ufeffform: lot\r\ntitle: Lot\r\n") == "form: lot\ntitle: Lot\n"
