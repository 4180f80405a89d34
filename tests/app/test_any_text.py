"""Whatever somebody types, loading answers with findings that point into the text, and raises nothing."""

from __future__ import annotations

from random import Random

import pytest

from engine.app.load import load_files
from engine.lang.diagnostics import broken
from tests.definitions.corpus import workshop

TYPED = "{}[]():,'\"#&*!|>%@`\t\n -?中="


def mistyped(text: str, random: Random) -> str:
    """One slip: a line lost, doubled, moved or indented, a character lost or added, a word taken for another."""
    lines = text.split("\n")
    line, other, at = random.randrange(len(lines)), random.randrange(len(lines)), random.randrange(len(text))
    match random.randrange(7):
        case 0:
            del lines[line]
        case 1:
            lines.insert(line, lines[other])
        case 2:
            lines[line], lines[other] = lines[other], lines[line]
        case 3:
            lines[line] = "  " + lines[line]
        case 4:
            return text[:at] + text[at + 1 :]
        case 5:
            return text[:at] + random.choice(TYPED) + text[at:]
        case _:
            words = text.split()
            return text.replace(random.choice(words), random.choice(words), 1)
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(150))
def test_a_slip_is_answered_with_findings_that_point_into_the_text(seed: int) -> None:
    random = Random(seed)
    files = workshop()
    for name in random.sample(sorted(files), 2):
        files[name] = mistyped(files[name], random)
    loaded = load_files(files)
    assert (loaded.app is None) == broken(loaded.diagnostics)
    for finding in loaded.diagnostics:
        place = finding.place
        if place.file in files:
            assert files[place.file].split("\n")[place.line - 1] == place.source_line
            assert 1 <= place.column <= len(place.source_line) + 1
