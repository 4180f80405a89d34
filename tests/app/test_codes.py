"""Every code a finding can have is in the catalogue, in both languages, and nothing else is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import engine
from engine.app.checks import CHECKS, codes
from engine.lang.codes import CODES
from tests.definitions.corpus import wrong_cases

REPORTING = {
    "flaw",
    "fault",
    "Flaw",
    "Fault",
    "finding",
    "Diagnostic",
    "_fault",
    "Complaint",
    "Disagreement",
    "_one",
    "PydanticCustomError",
}
CODE = re.compile(r"[a-z]+(-[a-z]+)+|syntax")


def said_in_the_engine() -> set[str]:
    """Literals shaped like a code in calls that report something."""
    found: set[str] = set()
    for path in Path(engine.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in REPORTING:
                texts = (
                    value.value
                    for value in [*node.args, *(k.value for k in node.keywords)]
                    if isinstance(value, ast.Constant)
                )
                found.update(text for text in texts if isinstance(text, str) and CODE.fullmatch(text))
    return found


def test_every_code_is_explained() -> None:
    assert said_in_the_engine() - set(codes()) == set()


def test_every_code_of_the_corpus_is_explained() -> None:
    found = {
        code
        for case in wrong_cases()
        for code in re.findall(r"^\S+:\d+:\d+: .* \[([a-z-]+)\]$", case.found, re.MULTILINE)
    }
    assert len(found) > 30
    assert found - set(codes()) == set()


def test_a_code_is_explained_once_and_in_both_languages() -> None:
    own = [code for each in CHECKS for code in each.CODES]
    assert len(own) == len(set(own))
    assert not set(own) & set(CODES)
    for label in codes().values():
        assert re.search(r"[\u4e00-\u9fff]", label.zh)
        assert not re.search(r"[\u4e00-\u9fff]", label.en)


def test_every_check_is_a_manual_page() -> None:
    assert all(each.__doc__ for each in CHECKS)
