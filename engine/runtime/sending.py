"""What a person sends for a record, read against its form before the transaction begins, which is then the shorter."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from engine.forms.form import Form
from engine.lang.problems import Refused

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sending:
    """Values as sent, with what the form made of them: the values it accepts, or why it does not.

    Reading them tells nothing and changes nothing; that they are wrong is said only to those who may send them.
    """

    values: Values
    rev: int | None
    draft: bool
    digest: str
    form: Form
    found: dict[str, Any] | Refused

    @classmethod
    def read(cls, form: Form, values: Values, *, rev: int | None, draft: bool) -> Sending:
        return cls(values, rev, draft, _digest([values, draft, rev]), form, _accepted(form, values, draft=draft))

    def accepted(self, form: Form) -> dict[str, Any]:
        """The values for the form as it is now, which may be another than it was when they were read."""
        found = self.found if form is self.form else _accepted(form, self.values, draft=self.draft)
        if isinstance(found, Refused):
            raise found
        return found


def _accepted(form: Form, values: Values, *, draft: bool) -> dict[str, Any] | Refused:
    try:
        return form.accept(values, draft=draft)
    except Refused as refused:
        return refused


def _digest(sent: object) -> str:
    """Of what was sent, word for word; what orjson cannot hold (halves of surrogate pairs) is spelt by json."""
    try:
        spelt = orjson.dumps(sent, default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    except TypeError:
        spelt = json.dumps(sent, sort_keys=True, default=str).encode()
    return hashlib.sha256(spelt).hexdigest()
