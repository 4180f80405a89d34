"""The record that is sent again and again, and its shape for the floor, which knows no app."""

from __future__ import annotations

from pathlib import Path

APP = Path(__file__).parent / "app"
ID = "00000000-0000-7000-8000-000000000000"
"""Stands for the id in a request; clients put a new one in its place each time."""

TEXTS = ("product", "material", "batch", "supplier", "order_number", "station", "gauge", "urgent_reason", "remark")
NUMBERS = ("quantity", "unit_weight", "weight", "temperature", "humidity", "mean", "failed")
OTHERS = ("shift", "checked_on", "urgent", "verdict")
FIELDS = (*TEXTS, *NUMBERS, *OTHERS)
COLUMNS = ("characteristic", "lower", "upper", "measured", "verdict")


def values(product: str) -> dict[str, object]:
    """What a person enters: the first of ten readings is out of limits, so one of the three rules acts."""
    return {
        "product": product,
        "batch": "B-20261122-07",
        "supplier": "华东精密零件有限公司",
        "order_number": "PO-2026-000815",
        "station": "IQC-3",
        "gauge": "CAL-0042",
        "shift": "day",
        "quantity": "1200",
        "unit_weight": "0.375",
        "temperature": "21.5",
        "humidity": "48",
        "urgent": False,
        "remark": "外观无异常, packaging intact",
        "readings": [_reading(position) for position in range(10)],
    }


def _reading(position: int) -> dict[str, object]:
    measured = "25.3" if position == 0 else f"25.0{position}"
    return {"characteristic": f"尺寸 {position + 1}", "lower": "24.9", "upper": "25.1", "measured": measured}


def body(product: str) -> dict[str, object]:
    return {"id": ID, "state": "submitted", "values": values(product)}


def schema() -> dict[str, object]:
    """JSON Schema of the body, as somebody would write it by hand."""
    text = {"type": "string", "maxLength": 2000}
    number = {"type": "string", "pattern": r"^-?[0-9]{1,12}(\.[0-9]{1,6})?$"}
    row = {"characteristic": text, "lower": number, "upper": number, "measured": number}
    fields = {
        **dict.fromkeys(TEXTS, text),
        **dict.fromkeys(NUMBERS, number),
        "shift": {"enum": ["day", "night"]},
        "urgent": {"type": "boolean"},
        "readings": {"type": "array", "maxItems": 1000, "items": _closed(row, ["characteristic", "measured"])},
    }
    sent = _closed(fields, ["product", "batch", "supplier", "shift", "quantity", "readings"])
    state = {"enum": ["draft", "submitted"]}
    return _closed({"id": {"type": "string", "format": "uuid"}, "state": state, "values": sent}, ["id", "values"])


def _closed(properties: dict[str, object], required: list[str]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
