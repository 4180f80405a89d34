"""An option of a command that cannot be meant."""

from __future__ import annotations


class OptionWrong(Exception):
    """The text says what is wrong and the way out."""
