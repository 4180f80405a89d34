"""A small plant for rule tests: an inspection that just failed, its lot, and the forms around."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.lang.expressions import BOOLEAN, DATE, NUMBER, PERSON, TEXT, ChoiceType, RecordType, RowsType, Scope, Type

VERDICT = ChoiceType(("pass", "fail"))

FORMS: Mapping[str, Mapping[str, Type]] = {
    "inspection": {
        "number": TEXT,
        "lot": RecordType("lot"),
        "verdict": VERDICT,
        "supplier": RecordType("supplier"),
        "inspector": RecordType(PERSON),
        "remark": TEXT,
        "urgent": BOOLEAN,
        "readings": RowsType({"measured": NUMBER, "verdict": VERDICT}),
        "this": RecordType("inspection"),
        "created_by": RecordType(PERSON),
    },
    "lot": {
        "number": TEXT,
        "made_on": DATE,
        "quantity": NUMBER,
        "quality": ChoiceType(("awaiting", "accepted", "rejected")),
    },
    "supplier": {"name": TEXT},
    "nonconformance": {
        "lot": RecordType("lot"),
        "quantity": NUMBER,
        "source": RecordType("inspection"),
        "description": TEXT,
    },
}

SCOPE = Scope(FORMS["inspection"], FORMS.__getitem__)

VALUES: Mapping[str, Any] = {
    "number": "IQC-20261122-0001",
    "lot": {"id": "lot1", "number": "L1", "quantity": Decimal("40.5"), "quality": "awaiting"},
    "verdict": "fail",
    "supplier": None,
    "inspector": {"id": "li", "name": "李工"},
    "remark": None,
    "urgent": None,
    "readings": [
        {"measured": Decimal(25), "verdict": "pass"},
        {"measured": Decimal(26), "verdict": "fail"},
    ],
    "this": {"id": "iqc1", "number": "IQC-20261122-0001"},
    "created_by": {"id": "wang", "name": "王五"},
}
