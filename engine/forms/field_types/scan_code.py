"""A code read by the camera or a hand scanner."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from engine.forms.operators import CHOOSING, SEARCHING
from engine.forms.roots.text_kind import TextKind


class ScanCode(TextKind):
    """The text of a barcode or QR code, scanned or typed. It names nothing by itself: to find a record by its code,
    use a `link` with `scan: true`.
    """

    kind: ClassVar[str] = "scan_code"
    widget: ClassVar[str] = "scan_code"
    named: ClassVar[bool] = True
    operators: ClassVar[tuple[str, ...]] = (*CHOOSING, *SEARCHING)
    example: ClassVar[str] = "label: {kind: scan_code, title: {zh: 标签码, en: Label code}}"

    max_length: Annotated[int, Ge(1), Le(2000)] = 500
