"""Boxes over several inputs: for each input a set of pieces, as the bits of a number. Exact, and bounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Box = tuple[int, ...]
MOST_BOXES = 20_000
"""How finely the space of all cases may fall apart while it is judged."""


class TooFine(Exception):
    """The cases fall apart into more boxes than anybody would wait for."""


def common(one: Box, other: Box) -> Box | None:
    """What lies in both; none when they do not touch."""
    shared = tuple(a & b for a, b in zip(one, other, strict=True))
    return shared if all(shared) else None


def outside(box: Box, taken: Box) -> Iterator[Box]:
    """What is left of a box without another, as boxes that do not overlap."""
    if common(box, taken) is None:
        yield box
        return
    rest = box
    for index, pieces in enumerate(taken):
        left = rest[index] & ~pieces
        if left:
            yield (*rest[:index], left, *rest[index + 1 :])
        rest = (*rest[:index], rest[index] & pieces, *rest[index + 1 :])


def uncovered(box: Box, taken: Iterable[Box]) -> list[Box]:
    """What is left of a box without all of these; TooFine when that takes too many pieces."""
    left = [box] if all(box) else []
    for each in taken:
        left = [part for one in left for part in outside(one, each)]
        if len(left) > MOST_BOXES:
            raise TooFine
        if not left:
            break
    return left
