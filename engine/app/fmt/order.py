"""The order of keys where it means nothing: those of a file, and those of a field. Fields, options and steps stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.app.fmt.tree import BLANK, Collection, Entry

FILE_KEYS: tuple[tuple[str, ...], ...] = (
    ("import", "title", "source", "app", "form", "key", "first", "columns", "rows"),
    ("scenario", "title", "after", "people", "steps"),
    ("demo", "title", "begins", "seed", "people", "steps"),
    ("dataset", "title", "of", "where", "date", "filters", "measures"),
    ("dashboard", "title", "period", "filters", "charts"),
    ("rule", "was", "title", "on", "decide", "when", "do"),
    ("table", "title", "for", "hit", "collect", "inputs", "outputs", "rows", "otherwise"),
    ("flow", "was", "title", "for", "steps"),
    ("form", "was", "title", "number", "name", "list", "key", "code_field", "fields"),
    ("lots", "movements", "inspections"),
    ("hours", "weekdays", "holidays", "off", "work"),
    ("app", "title", "version", "organisations", "options"),
)
"""Each kind of file by its first key, which names it; `import` holds keys that name others, so it comes first."""

# fmt: off
FIELD_KEYS = (
    "kind", "was", "pattern", "of", "to", "options", "currency", "role", "many", "leaves", "decimals", "minimum",
    "maximum", "max_length", "unit", "seconds", "title", "help", "text", "from", "limits", "nominal", "visible",
    "required", "read_only", "scan", "where", "default", "value", "fields",
)
# fmt: on
"""What it is, what it is called, what holds for it, where its value comes from, what is inside."""


def in_order(tree: Collection) -> Collection:
    keys = {_bare(entry) for entry in tree.entries}
    wanted = next((each for each in FILE_KEYS if each[0] in keys), ())
    head, tree = _without_head(tree)
    tree = _sorted(tree, wanted)
    if wanted[:1] == ("form",):
        tree = _with_fields(tree)
    first, *others = tree.entries
    return replace(tree, entries=(replace(first, above=(*head, *first.above)), *others))


def _without_head(tree: Collection) -> tuple[tuple[str, ...], Collection]:
    """Comments an empty line away from the first key are about the file, and stay at its head."""
    first, *others = tree.entries
    above = first.above
    cut = max((index + 1 for index, line in enumerate(above) if line == BLANK), default=0)
    return above[:cut], replace(tree, entries=(replace(first, above=above[cut:]), *others))


def _with_fields(owner: Collection) -> Collection:
    """The same form or table, the keys of each of its fields in order."""
    return replace(
        owner,
        entries=tuple(
            replace(entry, value=_each_field(entry.value))
            if _bare(entry) == "fields" and isinstance(entry.value, Collection)
            else entry
            for entry in owner.entries
        ),
    )


def _each_field(fields: Collection) -> Collection:
    return replace(
        fields,
        entries=tuple(
            replace(entry, value=_with_fields(_sorted(entry.value, FIELD_KEYS)))
            if isinstance(entry.value, Collection) and entry.value.mapping
            else entry
            for entry in fields.entries
        ),
    )


def _sorted(node: Collection, wanted: Sequence[str]) -> Collection:
    """Keys nobody knows stay behind the others, as they are."""
    ranks = {key: rank for rank, key in enumerate(wanted)}
    return replace(node, entries=tuple(sorted(node.entries, key=lambda each: ranks.get(_bare(each), len(ranks)))))


def _bare(entry: Entry) -> str:
    return (entry.key or "").strip("'\"")
