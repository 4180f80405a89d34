"""A file is called like what it defines: forms/lot.yaml begins with `form: lot`, so that everybody finds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from engine.app.findings import finding
from engine.app.names import Names
from engine.app.written import Document, Written
from engine.lang.diagnostics import Diagnostic
from engine.lang.labels import Label

CODES = {
    "name-differs": Label(
        "文件名与其中定义的名称不同：改文件名，或改名称",
        "A file's name differs from what it defines: rename one of the two",
    )
}

KEYS = ("form", "flow", "rule", "table", "dataset", "dashboard")


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    del names
    parts: tuple[Mapping[str, Document[Any]], ...] = (
        written.forms,
        written.flows,
        written.rules,
        written.tables,
        written.datasets,
        written.dashboards,
    )
    for part in parts:
        for identity, document in part.items():
            path = PurePosixPath(document.source.file)
            if path.stem == identity:
                continue
            key = next(key for key in KEYS if (key,) in document.source.spans)
            sentence = f"the file is called '{path.name}', and what it defines '{identity}'"
            way_out = f"rename the file to '{identity}.yaml', or write '{key}: {path.stem}'"
            yield finding(document.source, (key,), "name-differs", sentence, way_out)
