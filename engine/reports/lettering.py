"""How wide text will be, without asking a font: the server may not have the one the reader's device draws with.

A Chinese character is one em wide in every face; Latin letters and digits are taken a little wider than most are.
"""

from __future__ import annotations

from unicodedata import east_asian_width

LATIN = 0.58
DOTS = "…"


def width_of(text: str, size: float) -> float:
    """Pixels, rather too many than too few."""
    return size * sum(1.0 if east_asian_width(letter) in "WFA" else LATIN for letter in text)


def clipped(text: str, size: float, width: float) -> str:
    """The text, cut with `…` where it is wider than `width` pixels."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + DOTS, size) > width:
        kept = kept[:-1]
    return kept.rstrip() + DOTS


def wrapped(text: str, size: float, width: float, most: int) -> list[str] | None:
    """The text in at most `most` lines of `width` pixels: between words, or between Chinese characters; else None."""
    lines: list[str] = [""]
    for piece in _pieces(text):
        if width_of((lines[-1] + piece).strip(), size) <= width:
            lines[-1] += piece
        elif width_of(piece.strip(), size) <= width:
            lines.append(piece)
        else:
            return None
    found = [line.strip() for line in lines if line.strip()]
    return found if len(found) <= most else None


def broken(text: str, size: float, width: float, most: int) -> list[str]:
    """The text in at most `most` lines, broken inside words where it must be, cut with `…` at the end."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most - 1:
        taken = rest
        while len(taken) > 1 and width_of(taken, size) > width:
            space = taken.rstrip().rfind(" ")
            taken = taken[:space] if space > 0 else taken[:-1]
        lines.append(taken.strip())
        rest = rest[len(taken) :].strip()
    return [*lines, clipped(rest, size, width)] if rest else lines


def _pieces(text: str) -> list[str]:
    """Words with the space before them; each Chinese character is a piece, closing punctuation stays with the last."""
    pieces: list[str] = []
    for letter in text:
        wide = east_asian_width(letter) in "WF"
        closing = letter in "，。、；：）》」』%）"
        if not pieces or letter == " " or (wide and not closing) or (_ends_wide(pieces[-1]) and not closing):
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def _ends_wide(piece: str) -> bool:
    return east_asian_width(piece[-1]) in "WF"
