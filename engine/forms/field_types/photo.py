"""Photos."""

from __future__ import annotations

from typing import ClassVar

from engine.forms.roots.file_kind import FileKind


class Photo(FileKind):
    """Pictures taken on the spot or picked from the device. `many: false` allows one only."""

    kind: ClassVar[str] = "photo"
    widget: ClassVar[str] = "photo"
    media: ClassVar[str] = "image/"
    example: ClassVar[str] = "photos: {kind: photo, required: verdict == 'fail', title: {zh: 照片, en: Photos}}"
