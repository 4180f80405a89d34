"""Writes docs/reference/ from the code: kinds, functions, definition files, API routes, the command line.

`python tools/reference.py` writes; a test compares. A page says what a class's docstring and model say, nothing else.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import __version__, cli
from engine.api.application import application
from engine.app.checks import codes as codes_of_findings
from engine.app.schema import FILES
from engine.flows.deadline import Auto, Deadline, Escalation
from engine.flows.node_types import NODES
from engine.flows.signing import SignedStep
from engine.flows.step import Step
from engine.forms.field_kind import FieldKind
from engine.forms.field_types import FIELD_KINDS
from engine.forms.operators import OPERATORS
from engine.forms.value_kind import PlainKind, ValueKind
from engine.lang.expressions.functions import AGGREGATES, FUNCTIONS, SIGNATURES, Slot, Takes
from engine.lang.expressions.types import words
from engine.lang.kinds import Kinds
from engine.lang.labels import Label
from engine.lang.wording import SENTENCES
from engine.reports.chart import ChartKind
from engine.reports.charts import CHARTS
from engine.rules.actions import ACTIONS
from engine.rules.events import EVENTS
from engine.runtime.import_mapping import ImportDefinition
from engine.runtime.scenario import ScenarioDefinition
from engine.runtime.steps.expectations import EXPECTATIONS
from engine.runtime.steps.kinds import STEPS
from engine.trace.movements import MOVEMENTS
from tools.reference_keys import default_of, inner_models, keys, kind_of_value, notes, rows_of, says, table, words_of

TARGET = Path(__file__).resolve().parent.parent / "docs/reference"
MARK = "<!-- Written by tools/reference.py from the code. Change the code, then run it. -->\n"


KEYS = "| key | what | default |"


def family(
    title: str,
    text: str,
    kinds: Kinds[Any],
    common: tuple[type[BaseModel], ...] = (),
    more: Callable[[Any], str] = lambda _: "",
) -> str:
    """A page of kinds; keys of `common` stand once, at the top. `more` is what else is said of a kind."""
    shared = {key: row for model in common for key, row in zip(_names(model), keys(model), strict=True)}
    page = [f"# {title}\n", MARK, text]
    if shared:
        page += ["## Common keys\n", _with_notes([*shared.values()], *common)]
    for kind in kinds:
        own, taken = keys(kind, shared), [key for key in _names(kind) if key in shared]
        page += [f"## {kinds.name_of(kind)}\n", says(kind) + "\n"]
        page += [_with_notes(own, kind)] if own else []
        page += ["Common keys: " + ", ".join(f"`{key}`" for key in taken) + ".\n"] if taken else []
        page += [more(kind) + "\n"] if more(kind) else []
        page += [f"```yaml\n{kind.example}\n```\n"]
    return "\n".join(page)


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def fields() -> str:
    text = (
        "A field of a form: `name: {kind: …}`. Page: [expressions](../explanation/expressions.md).\n\n"
        "A field with `value` is computed, of whatever kind it is: nobody writes it, the server works it out, its kind "
        "says how it is rounded, shown, filtered and exported.\n"
    )
    page = family("Kinds of fields", text, FIELD_KINDS, (FieldKind, ValueKind, PlainKind), _filters)
    head = "| filter | takes | in words | 中文 |"
    rows = [(f"`{each.name}`", each.takes.value, each.title.en, each.title.zh) for each in OPERATORS.values()]
    notes = (
        "Lists are filtered in their address: `filter=name:operator:value`. Values of `in` and the like stand with "
        "commas between them (a comma of the value: `\\,`), the ends of a range with `..`; an end may be left out.\n"
    )
    return "\n".join([page, "## Filters\n", notes, table(head, rows)])


def _filters(kind: type[FieldKind]) -> str:
    return f"Filters: {', '.join(f'`{name}`' for name in kind.operators)}." if kind.operators else ""


def nodes() -> str:
    text = "A step of a flow: `- task: judge`. The first key names the kind, its value is the step's id.\n"
    page = [family("Kinds of flow steps", text, NODES, (Step, SignedStep))]
    for model in (Deadline, Escalation, Auto):
        page += [f"### {words_of(model.__name__)}\n", says(model) + "\n", _noted(model)]
    return "\n".join(page)


def actions() -> str:
    text = "What a rule does, and a `do` step of a flow. The first key names the kind.\n"
    return family("Kinds of rule actions", text, ACTIONS)


def events() -> str:
    text = (
        "What sets a rule off: `on: {changed: lot, field: quality, to: rejected}`. The first key names the kind, its "
        "value the form. `on: lot.submitted` is short for `on: {submitted: lot}`.\n"
    )
    return family("Kinds of events", text, EVENTS)


def movements() -> str:
    text = "What the submission of a form moves, in `trace.yaml` under `movements`. The first key names the kind.\n"
    return family("Kinds of movements", text, MOVEMENTS)


def charts() -> str:
    text = "A chart of a dashboard: `name: {kind: …}`.\n"
    return family("Kinds of charts", text, CHARTS, (ChartKind,))


def steps() -> str:
    text = "Steps of scenarios and demos; see [write a scenario](../how-to/write-a-scenario.md).\n"
    expectations = family("Kinds of expectations", "What `expect` may say.\n", EXPECTATIONS)
    return family("Kinds of steps", text, STEPS) + "\n" + expectations.replace(MARK, "").replace("\n## ", "\n### ")[1:]


def files() -> str:
    """The keys of each definition file."""
    page = ["# Definition files\n", MARK]
    for name, model in {**FILES, "scenario": ScenarioDefinition, "import": ImportDefinition}.items():
        page += [f"## {name}\n", says(model) + "\n", _noted(model)]
        for inner in inner_models(model):
            page += [f"### {name}: {words_of(inner.__name__)}\n", says(inner) + "\n", _noted(inner)]
    return "\n".join(page)


def _noted(model: type[BaseModel]) -> str:
    return _with_notes(keys(model), model)


def _with_notes(rows: list[list[str]], *models: type[BaseModel]) -> str:
    """The keys of models, with what is written below their fields in the code."""
    written = {key: note for model in models for key, note in notes(model).items()}
    noted = [[*row, written.get(row[0].strip("`"), "")] for row in rows]
    if not any(row[-1] for row in noted):
        return table(KEYS, rows)
    return table("| key | what | default | |", noted)


def functions() -> str:
    """Every function of the expression language."""
    page = ["# Functions of the expression language\n", MARK, "What they mean in every corner: "
            "[expressions](../explanation/expressions.md).\n"]  # fmt: skip
    rows = [
        [f"`{each.signature}`", "; ".join(map(_takes, each.takes)), words(each.gives) if each.gives else "the same",
         each.page.en, each.page.zh, "yes" if each.sql else "no"]
        for each in FUNCTIONS.values()
    ]  # fmt: skip
    page.append(table("| function | takes | gives | | | in the database |", rows))
    page.append("## Over rows\n\nOver the rows of a table, or in a measure over the group, without `rows`.\n")
    over = [[f"`{each.signature}`", _takes(each.body), words(each.gives) if each.gives else "the same", each.page.en,
             each.page.zh] for each in AGGREGATES.values()]  # fmt: skip
    page.append(table("| function | takes | gives | | |", over))
    other = [text for name, text in SIGNATURES.items() if name not in {**FUNCTIONS, **AGGREGATES}]
    page.append("## Written values and surroundings\n\n" + ", ".join(f"`{text}`" for text in other) + ".\n")
    return "\n".join(page)


def _takes(takes: Takes) -> str:
    return takes.value if isinstance(takes, Slot) else words(takes)


def api() -> str:
    """The routes, from the OpenAPI document."""
    document = application(cast(Any, None)).openapi()
    page = ["# API\n", MARK, "JSON over HTTP; the whole document is at `/api/openapi.json` of a server, that of "
            "one app, with the types of its forms, at `/api/apps/{app}/openapi.json`. How lists are paged and "
            "filtered, what a revision is, how refusals look: [use the API](../how-to/use-the-api.md).\n"]  # fmt: skip
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            page.append(f"## {method.upper()} `{path}`\n\n{route['summary']}.\n")
            asked = [one for one in route.get("parameters", ()) if one["in"] != "path"]
            rows = [[f"`{one['name']}`", kind_of_value(one["schema"], {}), default_of(one["schema"])] for one in asked]
            page += [table(f"| {asked[0]['in']} | what | default |", rows)] if rows else []
            sent = route.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            model = document["components"]["schemas"].get(str(sent.get("$ref", "")).rpartition("/")[2])
            body = rows_of(model, document["components"]["schemas"], frozenset(), "") if model else []
            page += [table("| body | what | default |", body)] if body else []
    return "\n".join(page)


def codes() -> str:
    """What a finding or a problem is called, and what it says."""
    definitions = "## Findings\n\nA definition is wrong: what `suyuan check` says.\n"
    acts = "## Problems\n\nWhat a person sends is refused; scenarios name the code in `refused`.\n"
    return "\n".join(["# Codes\n", MARK, definitions, _labels(codes_of_findings()), acts, _labels(SENTENCES)])


def _labels(said: Mapping[str, Label]) -> str:
    return table("| code | | |", ([f"`{code}`", label.en, label.zh] for code, label in sorted(said.items())))


def command_line() -> str:
    page = ["# Command line\n", MARK]
    for name, help_of, parser in _commands(cli._parser(), "suyuan"):
        page.append(f"## {name}\n\n{help_of[:1].upper()}{help_of[1:]}.\n")
        taken = [each for each in parser._actions if each.dest != "help"]
        page.append(table("| argument | says |", ([_argument(each), each.help or ""] for each in taken)))
    page.append("`SUYUAN_DATA`, `SUYUAN_DATABASE` and `SUYUAN_MAIL` in the environment say the same as `--data`, "
                "`--database`, and where [mail](../how-to/mail.md) leaves.\n")  # fmt: skip
    return "\n".join(page)


def _commands(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Every command that does something, with what the help says of it: `suyuan app export` and not `suyuan app`."""
    below = next((each for each in parser._actions if isinstance(each, argparse._SubParsersAction)), None)
    for help_of, (word, inner) in zip(below._choices_actions, below.choices.items(), strict=True) if below else ():
        deeper = list(_commands(inner, f"{name} {word}"))
        yield from deeper or [(f"{name} {word}", str(help_of.help), inner)]


def _argument(each: argparse.Action) -> str:
    value = "" if each.nargs == 0 else f" {each.metavar or each.dest.upper()}"
    return f"`{each.option_strings[0]}{value}`" if each.option_strings else f"`{each.dest}`"


PAGES: Mapping[str, Callable[[], str]] = {
    "files": files, "fields": fields, "functions": functions, "nodes": nodes, "events": events, "actions": actions,
    "movements": movements, "charts": charts, "steps": steps, "codes": codes, "api": api,
    "command-line": command_line,
}  # fmt: skip


def pages() -> dict[str, str]:
    """File name -> text of every page of the reference."""
    written = {f"{name}.md": page().rstrip() + "\n" for name, page in PAGES.items()}
    titles = "".join(f"- [{text.partition(chr(10))[0].lstrip('# ')}]({name})\n" for name, text in written.items())
    index = f"# Reference\n\n{MARK}\nOf Suyuan {__version__}, written from the code.\n\n{titles}"
    return {"README.md": index, **written}


if __name__ == "__main__":
    for name, text in pages().items():
        (TARGET / name).write_text(text, "utf-8")
