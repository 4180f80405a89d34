"""Every app says in app.yaml what it is called; one with forms says in roles.yaml who may use them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.app.names import Names
from engine.app.written import Written
from engine.lang.diagnostics import Diagnostic, Place
from engine.lang.labels import Label

CODES = {
    "file-missing": Label("缺少必须的文件", "A file every app needs is missing"),
}


def find(written: Written, names: Names) -> Iterator[Diagnostic]:
    del names
    if written.app is None and not written.is_broken("app"):
        way_out = "write app.yaml with 'app: …', 'title: …' and 'version: 0.1.0'"
        yield Diagnostic(Place("app.yaml", 1, 1), "file-missing", "there is no app.yaml", way_out)
    if written.forms and written.roles is None and not written.is_broken("roles"):
        sentence = "there is no roles.yaml, so nobody may see or do anything"
        yield Diagnostic(Place("roles.yaml", 1, 1), "file-missing", sentence, "write roles.yaml with 'roles: …'")
