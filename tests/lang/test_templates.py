"""Templates reach nothing but the values they are given, and end in bounded time and space."""

from __future__ import annotations

import pytest

from engine.lang.templates import Template, TemplateWrong, written_safely

VALUES = {
    "name": "<b>a</b>",
    "rows": [{"n": 1}, {"n": 2}],
    "safe": written_safely("<b>ours</b>"),
    "n": 10**9,
    "many": list(range(200)),
}


def test_what_a_person_wrote_is_escaped_and_what_we_wrote_is_not() -> None:
    assert Template.read("{{ name }} {{ safe }}").render(VALUES) == "&lt;b&gt;a&lt;/b&gt; <b>ours</b>"


def test_rows_are_gone_through_and_counted() -> None:
    text = "{% for row in rows %}{{ loop.index }}/{{ row.n }} {% endfor %}{{ rows | length }}"
    assert Template.read(text).render(VALUES) == "1/1 2/2 2"


@pytest.mark.parametrize(
    "text",
    [
        "{{ missing }}",
        "{{ rows[0].missing }}",
        "{{ name.__class__ }}",
        "{{ name.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''.__class__ }}",
        "{{ name.upper() }}",
        "{{ name.ljust(n) }}",
        "{{ rows.append(1) }}",
        "{{ name.format(name) }}",
        "{{ range(n) }}",
        "{{ lipsum(n) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ name * n }}",
        "{{ '%099999999d' % n }}",
        "{{ 9 ** 999999999 }}",
        "{{ self.__init__ }}",
        "{{ self._TemplateReference__context }}",
        "{% set x = rows %}{{ x.__init__ }}",
        "{{ n // 0 }}",
    ],
)
def test_what_reaches_further_fails(text: str) -> None:
    with pytest.raises(TemplateWrong):
        Template.read(text).render(VALUES)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{{ name", 1),
        ("\n{% for x in %}", 2),
        ("a\nb\n{% include 'secret' %}", 3),
        ("{% import 'x' as y %}", 1),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1),
        ("{% autoescape false %}{{ name }}{% endautoescape %}", 1),
        ("{{ name | safe }}", 1),
        ("{% for a in many %}" * 6 + "{% endfor %}" * 6, 1),
        ("{{ name | center(999999999) }}", 1),
    ],
)
def test_what_is_no_template_is_said_with_its_line(text: str, line: int) -> None:
    with pytest.raises(TemplateWrong) as wrong:
        Template.read(text)
    assert wrong.value.line == line


def test_a_template_that_never_ends_is_stopped() -> None:
    nested = "{% for a in many %}" * 3 + "xxxxxxxx" + "{% endfor %}" * 3
    with pytest.raises(TemplateWrong, match="more than"):
        Template.read(nested).render(VALUES)
