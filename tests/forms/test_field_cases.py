"""Every kind of field against its case file in tests/cases/fields/."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from engine.forms.field_types import FIELD_KINDS
from engine.forms.form import Form
from engine.forms.words import Words
from engine.lang.problems import Refused
from engine.lang.source import parse
from tests.forms.workshop import form_with

FOLDER = Path(__file__).parent.parent / "cases" / "fields"


def case_file(kind: str) -> Any:
    path = FOLDER / f"{kind}.yaml"
    source = parse(path.read_text("utf-8"), path.name)
    assert not source.diagnostics, source.diagnostics
    return source.value


def cases(part: str) -> list[Any]:
    return [
        pytest.param(kind, case, id=f"{kind}-{part}-{place}")
        for kind in FIELD_KINDS.names
        for place, case in enumerate(case_file(kind).get(part, ()))
    ]


def form_for(kind: str) -> Form:
    file = case_file(kind)
    fields = {"it": file["field"], **file.get("beside", {})}
    return form_with(
        "\n".join(f"{name}: {json.dumps(plain(each), ensure_ascii=False)}" for name, each in fields.items())
    )


def words_for(kind: str) -> Words:
    file = case_file(kind)
    target = form_for(kind).field("it").target_form
    return Words("en", names={(str(target), record): name for record, name in file.get("names", {}).items()})


def plain(value: Any) -> Any:
    """A case as JSON has it: numbers are floats."""
    match value:
        case dict():
            return {key: plain(each) for key, each in value.items()}
        case list():
            return [plain(each) for each in value]
        case Decimal():
            return float(value)
    return value


@pytest.mark.parametrize(("kind", "case"), cases("accepted"))
def test_what_is_accepted_is_kept_and_shown(kind: str, case: Any) -> None:
    form, words = form_for(kind), words_for(kind)
    field = form.field("it")
    sent = {"it": plain(case["sent"])}
    value = form.accept(sent, draft=True)["it"]
    assert field.to_wire(value, words) == case["kept"]
    assert jsonschema.Draft202012Validator(form.schema).is_valid(sent)
    for language in ("zh", "en"):
        if language in case:
            assert field.to_text(value, Words(language, names=words.names)) == case[language]


@pytest.mark.parametrize(("kind", "case"), cases("typed"))
def test_what_is_typed_in_a_sheet_is_kept(kind: str, case: Any) -> None:
    field, words = form_for(kind).field("it"), words_for(kind)
    assert field.to_wire(field.from_text(case["typed"], words), words) == case["kept"]


@pytest.mark.parametrize(("kind", "case"), cases("refused"))
def test_what_is_refused_says_why_and_where(kind: str, case: Any) -> None:
    form = form_for(kind)
    with pytest.raises(Refused) as refused:
        if "typed" in case:
            form.field("it").from_text(case["typed"], words_for(kind))
        else:
            form.accept({"it": plain(case["sent"])}, draft=True)
    problem = refused.value.problems[0]
    assert (problem.code, "/".join(map(str, problem.path))) == (case["code"], case.get("at", "it"))
    message = problem.message()
    assert "{" not in message.zh + message.en
    assert message.zh != message.en


@pytest.mark.parametrize("kind", FIELD_KINDS.names)
def test_every_kind_has_cases(kind: str) -> None:
    file = case_file(kind)
    assert file["field"]["kind"] == kind
    assert file["refused"]
    entered = form_for(kind).field("it").definition.entered
    assert file["accepted"] or not entered
    assert file.get("typed") or not FIELD_KINDS.named(kind).imported or not entered


def test_every_case_file_is_of_a_kind() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(FIELD_KINDS.names)
