"""Templates: the only place that knows Jinja. Sandboxed, escaped, strict about names, and bounded.

A template sees plain values only: mappings, lists, texts and numbers. It calls nothing but the filters named here,
reads no attribute of an object, and cannot switch escaping off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

LARGEST = 5_000_000
"""Characters a template may give."""
DEEPEST = 5
"""Loops in each other: parts, fields, rows, cells, pictures."""
_ALLOWED_FILTERS = (
    "default", "d", "escape", "e", "first", "last", "join", "length", "count", "list", "lower", "upper", "trim",
    "select", "selectattr", "reject", "rejectattr", "map", "sort", "groupby", "unique", "round", "abs", "int",
    "truncate",
)  # fmt: skip
_GROWING = frozenset({"*", "**", "%"})


def written_safely(html: str) -> Markup:
    """HTML of our own writing, which a template does not escape again. Never what a person typed."""
    return Markup(html)  # noqa: S704


class TemplateWrong(Exception):
    """A template that cannot be used, or fails over what it is given; `line` is 1 where it is not known."""

    def __init__(self, sentence: str, line: int = 1) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's own sandbox, and no more reach than printing needs."""

    intercepted_binops = _GROWING

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if not all(isinstance(each, int | float) for each in (left, right)) or operator == "**":
            raise SecurityError(f"'{operator}' takes small numbers only")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return isinstance(obj, LoopContext) and not attr.startswith("_") and not callable(value)

    def is_safe_callable(self, obj: Any) -> bool:
        del obj
        return False


def _sandbox() -> _Sandbox:
    sandbox = _Sandbox(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    sandbox.globals.clear()
    sandbox.filters = {name: FILTERS[name] for name in _ALLOWED_FILTERS}
    return sandbox


_SANDBOX = _sandbox()
_REFUSED = (nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends, nodes.Macro, nodes.CallBlock)


def _refuse_deep(node: nodes.Node, loops: int = 0) -> None:
    """Loops in loops in loops take long though they may give nothing."""
    if loops > DEEPEST:
        raise TemplateWrong(f"no more than {DEEPEST} loops stand in each other", node.lineno)
    for child in node.iter_child_nodes():
        _refuse_deep(child, loops + isinstance(child, nodes.For))


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read. `render` gives its text; TemplateWrong where it fails over these values."""

    text: str

    @classmethod
    def read(cls, text: str) -> Template:
        """TemplateWrong with the line where the template is no template, or reaches for what it may not."""
        try:
            tree = _SANDBOX.parse(text)
            for node in tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier, *_REFUSED)):
                raise TemplateWrong("includes, macros and switching escaping off are not for templates", node.lineno)
            _refuse_deep(tree)
            _SANDBOX.compile(tree)
        except TemplateSyntaxError as error:
            raise TemplateWrong(error.message or "this is no template", error.lineno) from error
        return cls(text)

    def render(self, values: Mapping[str, object]) -> str:
        parts: list[str] = []
        size = 0
        try:
            for part in _SANDBOX.from_string(self.text).generate(**values):
                size += len(part)
                if size > LARGEST:
                    raise TemplateWrong(f"it gives more than {LARGEST:,} characters")
                parts.append(part)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
            raise TemplateWrong(str(error)) from error
        return "".join(parts)
