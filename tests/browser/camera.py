"""A camera that shows labels: barcodes drawn into the frames of a video that Chromium takes for its camera."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import zxingcpp

WIDTH, HEIGHT = 640, 480
RATE = 10
SHOWN = 15
"""Frames each label stays in view."""

Label = tuple[str, zxingcpp.BarcodeFormat]
Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def label(text: str, format: zxingcpp.BarcodeFormat = zxingcpp.BarcodeFormat.QRCode) -> Pixels:
    """A label as an inspector sees it: the code on white, grey around it."""
    code = np.asarray(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(text, format), scale=4), np.uint8)
    frame = np.full((HEIGHT, WIDTH), 200, np.uint8)
    top, left = (HEIGHT - code.shape[0]) // 2, (WIDTH - code.shape[1]) // 2
    frame[top : top + code.shape[0], left : left + code.shape[1]] = code
    return frame


def film(path: Path, labels: Sequence[Pixels]) -> Path:
    """The labels one after another, over and over, as raw video (YUV4MPEG2)."""
    grey = np.full(WIDTH * HEIGHT // 2, 128, np.uint8).tobytes()
    frames = [b"FRAME\n" + frame.tobytes() + grey for frame in labels for _ in range(SHOWN)]
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{RATE}:1 Ip A1:1 C420jpeg\n".encode() + b"".join(frames))
    return path
