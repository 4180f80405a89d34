"""Texts, and what is read of them: the page's reader is held to the same (tests/cases/readings.jsonl).

`python -m tests.lang.readings` writes the file anew after a text was added.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from engine.lang.source import parse
from tests.definitions.corpus import right_apps, workshop, wrong_cases
from tests.lang.texts import TEXTS

FILE = Path(__file__).parents[1] / "cases" / "readings.jsonl"


def texts() -> Iterator[str]:
    """Every text of the corpus once: the cases by themselves, the right apps, and what the wrong ones change."""
    seen = dict.fromkeys(TEXTS)
    for app in right_apps():
        seen.update(dict.fromkeys(path.read_text("utf-8") for path in sorted(app.rglob("*.yaml"))))
    untouched = set(workshop().values())
    for case in wrong_cases():
        seen.update(dict.fromkeys(text for text in case.files.values() if text not in untouched))
    yield from seen


def readings() -> Iterator[str]:
    for text in texts():
        source = parse(text, "f")
        found = [(each.code, each.place.line, each.place.column) for each in source.diagnostics]
        yield json.dumps({"text": text, "value": None if found else told(source.value), "found": found})


def told(value: object) -> object:
    """A value as JSON, in which neither the order of entries nor the spelling of a number is lost."""
    if isinstance(value, dict):
        return {"entries": [[key, told(held)] for key, held in value.items()]}
    if isinstance(value, list):
        return [told(each) for each in value]
    return {"number": str(value)} if type(value) in (int, Decimal) else value


if __name__ == "__main__":
    FILE.write_text("\n".join(readings()) + "\n", "utf-8")
