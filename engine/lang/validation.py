"""Validate: one document against its model. Every finding points into the text and says it in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from engine.lang.diagnostics import Diagnostic, Path, did_you_mean, nearest
from engine.lang.shape import Spot, spot_of
from engine.lang.source import Source
from engine.lang.value_words import Complaint, complaint, expected, named, not_what_belongs, shown

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], source: Source, path: Path = ()) -> M | list[Diagnostic]:
    """The definition at `path` of a source as `model`, or all that is wrong with it."""
    try:
        return model.model_validate(source.at(path))
    except ValidationError as error:
        wrongs = [_Wrong.of(model, detail, path) for detail in error.errors(include_url=False)]
    return _diagnostics(source, _meant(wrongs))


@dataclass(frozen=True, slots=True)
class _Wrong:
    """One error of pydantic at its spot in the source."""

    kind: str
    spot: Spot
    value: object
    context: Mapping[str, Any]
    message: str

    @classmethod
    def of(cls, model: type[BaseModel], detail: Mapping[str, Any], under: Path) -> _Wrong:
        found = spot_of(model, detail["loc"])
        spot = Spot((*under, *found.path), found.keys, found.on_key, found.choices)
        return cls(detail["type"], spot, detail["input"], detail.get("ctx", {}), detail["msg"])

    @property
    def belongs(self) -> str | None:
        return None if self.spot.on_key else expected(self.kind, self.context)


def _meant(wrongs: Sequence[_Wrong]) -> list[_Wrong]:
    """Of a union's members only the one the person meant: whose errors lie deepest, or are not about its type."""
    best: dict[Path, tuple[int, str]] = {}
    for wrong in wrongs:
        for union, member in wrong.spot.choices:
            depth = 2 * (len(wrong.spot.path) - len(union)) + (wrong.belongs is None)
            if depth > best.get(union, (0, ""))[0]:
                best[union] = (depth, member)
    deeper = {wrong.spot.path[:-1] for wrong in wrongs if wrong.kind != "missing"}
    return [
        wrong
        for wrong in wrongs
        if all(union not in best or best[union][1] == member for union, member in wrong.spot.choices)
        and not (wrong.kind == "too_short" and wrong.spot.path in deeper)
    ]


def _diagnostics(source: Source, wrongs: Sequence[_Wrong]) -> list[Diagnostic]:
    """One finding for each mistake: a misspelt key is not reported as missing too, nor a value once for each member."""
    unknown = {wrong.spot.path: wrong for wrong in wrongs if wrong.kind == "extra_forbidden"}
    missing = {wrong.spot.path for wrong in wrongs if wrong.kind == "missing"}
    meant = {
        path: near
        for path in unknown
        if (near := nearest(str(path[-1]), [str(p[-1]) for p in missing if p[:-1] == path[:-1]], cutoff=0.5))
    }
    misspelt = {(*path[:-1], near) for path, near in meant.items()}
    typed: dict[Path, list[_Wrong]] = {}
    found: list[Diagnostic] = []
    for wrong in wrongs:
        if wrong.belongs is not None:
            typed.setdefault(wrong.spot.path, []).append(wrong)
        elif wrong.kind == "extra_forbidden":
            found.append(_unknown_key(source, wrong, meant.get(wrong.spot.path)))
        elif wrong.kind == "missing":
            if wrong.spot.path not in misspelt:
                found.append(_missing_key(source, wrong))
        elif wrong.kind == "kind_unknown":
            found.append(_unknown_kind(source, wrong))
        else:
            words = complaint(wrong.kind, wrong.context, wrong.message, wrong.value)
            found.append(_about_value(source, wrong, words))
    for same in typed.values():
        words = not_what_belongs([wrong.belongs or "" for wrong in same], same[0].value)
        found.append(_about_value(source, same[0], words))
    return found


def _about_value(source: Source, wrong: _Wrong, words: Complaint) -> Diagnostic:
    path = wrong.spot.path
    while path and path not in source.spans:
        path = path[:-1]
    suggestion = words.suggestion or None
    if wrong.spot.on_key:
        place = source.place_of_key(path)
        return Diagnostic(place, words.code, f"{shown(path[-1])} {words.which.removeprefix('which ')}", suggestion)
    if not path and wrong.value is None:
        return Diagnostic(
            source.place(path), "file-empty", "the file is empty", "write a definition, or delete the file"
        )
    if not words.which:
        return Diagnostic(source.place(path), words.code, wrong.message, suggestion)
    return Diagnostic(
        source.place(path), words.code, f"{named(path)} is {shown(wrong.value)}, {words.which}", suggestion
    )


def _unknown_key(source: Source, wrong: _Wrong, meant: str | None) -> Diagnostic:
    """`meant` is a key that is missing in the same mapping and nearly spelt like it."""
    path, key = wrong.spot.path, str(wrong.spot.path[-1])
    where = f"'{path[-2]}'" if len(path) > 1 and isinstance(path[-2], str) else "this place"
    before, colon, behind = key.partition(":")
    if colon and before in wrong.spot.keys:
        way_out: str | None = f"a space belongs after the colon: '{before}: {behind}'"
    else:
        way_out = did_you_mean(key, [meant] if meant else wrong.spot.keys, cutoff=0.5 if meant else 0.65)
    place = source.place_of_key(path)
    return Diagnostic(place, "key-unknown", f"'{key}' is no key that {where} knows", way_out)


def _missing_key(source: Source, wrong: _Wrong) -> Diagnostic:
    path = wrong.spot.path
    sentence = f"{named(path[:-1])} lacks '{path[-1]}'"
    return Diagnostic(source.place_for_missing(path[:-1]), "key-missing", sentence, f"add '{path[-1]}: …'")


def _unknown_kind(source: Source, wrong: _Wrong) -> Diagnostic:
    """The kind of a field, step, action or chart: named by a key of its own, or by the first key."""
    path, family = wrong.spot.path, wrong.context["family"]
    kinds, key = wrong.context["kinds"].split(", "), wrong.context["named_by"]
    value = wrong.value
    way_out: str | None
    if not isinstance(value, Mapping) or (not value and not key):
        sentence = f"{named(path)} is {shown(value)}, which is no mapping of 'key: value'"
        return Diagnostic(source.place(path), "value-wrong", sentence, f"a {family} is one of {', '.join(kinds)}")
    if key:
        if key not in value:
            glued = next((str(name) for name in value if str(name).startswith(f"{key}:")), None)
            sentence = f"{named(path)} does not say its kind"
            way_out = f"add '{key}: …', one of {', '.join(kinds)}"
            if glued:
                way_out = f"a space belongs after the colon: '{key}: {glued.removeprefix(key + ':')}'"
            return Diagnostic(source.place_for_missing(path), "kind-missing", sentence, way_out)
        sentence = f"{shown(value[key])} is no kind of {family}"
        way_out = did_you_mean(str(value[key]), kinds, listed=30)
        return Diagnostic(source.place((*path, key)), "kind-unknown", sentence, way_out)
    first = str(next(iter(value)))
    later = next((str(name) for name in value if name in kinds), None)
    way_out = f"begin with '{later}': the first key says the kind" if later else did_you_mean(first, kinds, listed=30)
    place = source.place_of_key((*path, first))
    return Diagnostic(place, "kind-unknown", f"'{first}' is no kind of {family}", way_out)
