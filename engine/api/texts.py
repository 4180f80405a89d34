"""Texts in a request that both databases can hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from engine.storage.storable_text import unstorable


def _storable(text: str) -> str:
    if next(unstorable(text), None) is not None:
        raise ValueError("a NUL or half a character")
    return text


Text = Annotated[str, AfterValidator(_storable)]
"""Without NUL characters and halves of surrogate pairs."""
