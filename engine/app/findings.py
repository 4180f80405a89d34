"""What engines find while compiling, put where it stands in the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from engine.lang.diagnostics import Diagnostic, Path
from engine.lang.expressions import Expression, Scope, Type, check
from engine.lang.expressions.types import UNKNOWN
from engine.lang.flaws import FOLLOWS, Flaw
from engine.lang.source import Source

_WORD = re.compile(r"\w+|'[^']*'|\"[^\"]*\"|\S")
_BARE = re.compile(r"[\w.-]+")


def at_flaws(source: Source, flaws: Iterable[Flaw]) -> Iterator[Diagnostic]:
    """Each flaw with file, line and column; a word inside an expression is marked as a whole."""
    for flaw in flaws:
        if flaw.code == FOLLOWS:
            continue
        within = flaw.offset > 0 or flaw.length is not None
        offset = flaw.offset if within else None
        found = finding(source, flaw.path, flaw.code, flaw.sentence, flaw.suggestion, offset=offset, length=flaw.length)
        yield replace(found, severity=flaw.severity)


def finding(
    source: Source,
    path: Path,
    code: str,
    sentence: str,
    suggestion: str | None = None,
    *,
    offset: int | None = None,
    length: int | None = None,
) -> Diagnostic:
    """A finding at a path of a file; `offset` and `length` inside the text that stands there, none for all of it."""
    value = _value_at(source, path)
    text = value if isinstance(value, str) else None
    if isinstance(value, list | dict) or (offset is None and text and _names_the_key(path, sentence, text)):
        return Diagnostic(source.place_of_key(path), code, sentence, _way_out(suggestion))
    if offset is None or text is None:
        return Diagnostic(source.place(path), code, sentence, _way_out(suggestion))
    if length is None:
        word = _WORD.match(text, offset)
        length = len(word.group()) if word else 1
    return Diagnostic(source.place(path, offset, length), code, sentence, _way_out(suggestion))


@dataclass(frozen=True)
class ReportChecker:
    """What compiling reports asks of us: check expressions, take findings."""

    source: Source
    found: list[Diagnostic] = field(default_factory=list)

    def check(self, text: str, path: Path, scope: Scope, expects: Type | None = None) -> Expression | None:
        outcome = check(text, scope, expects)
        if isinstance(outcome, Expression):
            return None if outcome.type == UNKNOWN else outcome
        for fault in outcome.faults:
            self.found.append(
                finding(
                    self.source,
                    path,
                    fault.code,
                    fault.sentence,
                    fault.suggestion,
                    offset=fault.offset,
                    length=fault.length,
                )
            )
        return None

    def fault(self, path: Path, code: str, sentence: str, suggestion: str | None = None) -> None:
        self.found.append(finding(self.source, path, code, sentence, suggestion))


def _value_at(source: Source, path: Path) -> object:
    try:
        return source.at(path)
    except (KeyError, IndexError, TypeError):
        return None


def _names_the_key(path: Path, sentence: str, text: str) -> bool:
    """Whether a sentence is about the key at a path rather than about the text behind it."""
    return bool(path) and text != path[-1] and f"'{path[-1]}'" in sentence and f"'{text}'" not in sentence


def _way_out(suggestion: str | None) -> str | None:
    """A bare name is what was meant."""
    return f"did you mean '{suggestion}'?" if suggestion and _BARE.fullmatch(suggestion) else suggestion
