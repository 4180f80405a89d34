"""Files."""

from __future__ import annotations

from typing import ClassVar

from engine.forms.roots.file_kind import FileKind


class Attachment(FileKind):
    """Files of any type: a certificate, a drawing, a report. `many: false` allows one only."""

    kind: ClassVar[str] = "attachment"
    widget: ClassVar[str] = "attachment"
    example: ClassVar[str] = "certificates: {kind: attachment, title: {zh: 证书, en: Certificates}}"
