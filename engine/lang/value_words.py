"""What is wrong with a value of a definition, in plain words: one sentence for each way pydantic can refuse it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, get_args

from pydantic_core.core_schema import ErrorType

from engine.lang.diagnostics import Path, did_you_mean


class Complaint(NamedTuple):
    """What to say about a value: a code, the part of the sentence behind the value, and the way out."""

    code: str
    which: str
    suggestion: str | None = None


WRONG = "value-wrong"
_LIMIT = "value-limit"

EXPECTED: Mapping[str, str] = {
    "string_type": "text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "whole number",
    "int_parsing": "whole number",
    "int_from_float": "whole number",
    "int_parsing_size": "whole number",
    "float_type": "number",
    "float_parsing": "number",
    "decimal_type": "number",
    "decimal_parsing": "number",
    "finite_number": "number",
    "list_type": "list",
    "tuple_type": "list",
    "set_type": "list",
    "frozen_set_type": "list",
    "iterable_type": "list",
    "dict_type": "mapping of 'key: value'",
    "mapping_type": "mapping of 'key: value'",
    "model_type": "mapping of 'key: value'",
    "model_attributes_type": "mapping of 'key: value'",
    "dataclass_type": "mapping of 'key: value'",
    "none_required": "null",
    "date_type": "date",
    "date_parsing": "date",
    "date_from_datetime_parsing": "date",
    "time_type": "time",
    "time_parsing": "time",
    "datetime_type": "date with a time",
    "datetime_parsing": "date with a time",
    "time_delta_type": "span of time",
    "time_delta_parsing": "span of time",
    "url_type": "web address",
    "url_parsing": "web address",
    "uuid_type": "id",
    "uuid_parsing": "id",
    "label_wrong": "text",
}
"""What belongs there, for the complaints that only say so."""

_PYDANTIC = frozenset(get_args(ErrorType))
"""Pydantic's own error types; any other is a definition model's own, whose message is a sentence of ours."""

_INSTANCES: Mapping[str, str] = {
    "Decimal": "number",
    "str": "text",
    "int": "whole number",
    "Mapping": EXPECTED["dict_type"],
}
_TRUE = ("yes", "on", "y", "True", "TRUE", "是")
_FALSE = ("no", "off", "n", "False", "FALSE", "否")


def expected(kind: str, context: Mapping[str, Any]) -> str | None:
    """What belongs there, where a complaint is only that it is something else."""
    if kind == "is_instance_of":
        return _INSTANCES.get(str(context.get("class")), str(context.get("class")).lower())
    return EXPECTED.get(kind)


def not_what_belongs(belongs: list[str], value: object) -> Complaint:
    """The value is of another type than any that may stand there."""
    kinds = list(dict.fromkeys(belongs))
    if kinds == ["true or false"]:
        return Complaint(WRONG, "which is neither true nor false", _meant_truth(value))
    if len(kinds) == 1:
        return Complaint(WRONG, f"which is no {kinds[0]}", _way_out(kinds[0], value))
    return Complaint(WRONG, f"where {' or '.join(map(_with_article, kinds))} belongs")


def complaint(kind: str, context: Mapping[str, Any], message: str, value: object) -> Complaint:
    """The words for any other error of pydantic, by its type and context; our own errors bring their own."""
    if kind in ("value_error", "assertion_error"):
        return Complaint(WRONG, f"but {_lowered(str(context.get('error', message)))}")
    words = _WORDS.get(kind)
    if words is None and kind not in _PYDANTIC:
        return Complaint(kind.replace("_", "-"), "")
    if words is None:
        return Complaint(WRONG, "which cannot stand here")
    return words(context, value)


def shown(value: object) -> str:
    """A value as it is named in a sentence."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, str):
        return f"'{value if len(value) <= 40 else value[:37] + '…'}'"
    return "a list" if isinstance(value, list | tuple) else "a mapping"


def named(path: Path) -> str:
    """The thing at a path as it is named in a sentence."""
    if not path:
        return "the file"
    if isinstance(path[-1], str):
        return f"'{path[-1]}'"
    listed = next((step for step in reversed(path) if isinstance(step, str)), None)
    entry = f"entry {path[-1] + 1}"
    return f"{entry} of '{listed}'" if listed else entry


def _meant_truth(value: object) -> str | None:
    return "write true" if value in _TRUE else "write false" if value in _FALSE else None


def _way_out(belongs: str, value: object) -> str | None:
    if belongs == "text" and isinstance(value, int | Decimal | bool):
        return f'put it in quotes: "{shown(value)}"'
    if belongs == "list" and isinstance(value, str):
        return f"put it in brackets: [{value}]"
    if "number" in belongs and isinstance(value, str) and _is_number(value):
        return f"remove the quotes: {value}"
    return None


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


def _with_article(noun: str) -> str:
    return noun if noun in ("text", "true or false", "null") else f"a {noun}"


def _lowered(sentence: str) -> str:
    first = sentence.split(" ", 1)[0]
    return sentence[:1].lower() + sentence[1:] if first[1:].islower() else sentence


def _than(word: str, key: str) -> Callable[[Mapping[str, Any], object], Complaint]:
    return lambda context, _: Complaint(_LIMIT, f"which must be {word} {context.get(key)}")


def _length(context: Mapping[str, Any], value: object) -> Complaint:
    least, most = context.get("min_length"), context.get("max_length")
    unit = "characters" if isinstance(value, str) else "entries"
    if most is not None:
        return Complaint(_LIMIT, f"which is longer than the {most} {unit} allowed")
    if least == 1:
        return Complaint("value-empty", "which is empty", "write something, or remove the key")
    return Complaint(_LIMIT, f"which needs at least {least} {unit}")


def _pattern(context: Mapping[str, Any], value: object) -> Complaint:
    pattern = str(context.get("pattern"))
    if pattern.startswith("^[a-z][a-z0-9_]{0,"):
        code = "name-wrong"
        which = "which is no name: small letters, digits and _, beginning with a letter, at most 48"
        return Complaint(code, which, _name_for(value))
    return Complaint(WRONG, "which is not written as it must be", f"the pattern is {pattern}")


def _name_for(value: object) -> str | None:
    kept = "".join(c if c.isascii() and c.isalnum() else "_" for c in str(value).strip().lower())
    name = "_".join(filter(None, kept.split("_"))).lstrip("0123456789_")[:48]
    return f"for example '{name}'" if name else "give it an English name; the title may be Chinese"


def _one_of(context: Mapping[str, Any], value: object) -> Complaint:
    options = [part.strip("'") for part in str(context.get("expected")).replace(" or ", ", ").split(", ")]
    return Complaint(WRONG, "which is none of " + ", ".join(options), did_you_mean(str(value), options, otherwise=""))


def _spelling(context: Mapping[str, Any], value: object) -> Complaint:
    del value
    return Complaint(WRONG, "which is not written as it must be", f"write it like: {context.get('examples')}")


_WORDS: Mapping[str, Callable[[Mapping[str, Any], object], Complaint]] = {
    "greater_than": _than("greater than", "gt"),
    "greater_than_equal": _than("at least", "ge"),
    "less_than": _than("less than", "lt"),
    "less_than_equal": _than("at most", "le"),
    "multiple_of": _than("a multiple of", "multiple_of"),
    "string_too_short": _length,
    "string_too_long": _length,
    "too_short": _length,
    "too_long": _length,
    "string_pattern_mismatch": _pattern,
    "literal_error": _one_of,
    "spelling_wrong": _spelling,
    "enum": _one_of,
    "decimal_max_digits": _than("of digits at most", "max_digits"),
    "decimal_max_places": _than("of decimal places at most", "decimal_places"),
    "decimal_whole_digits": _than("of digits before the point at most", "whole_digits"),
}
