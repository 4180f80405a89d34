"""From a form's definition to the form in use: expressions checked, option sets put in, an order of computing found."""

from __future__ import annotations

from engine.forms.compile_fields import FieldCompiler, OptionSets, Scopes
from engine.forms.definition import FormDefinition
from engine.forms.form import Form
from engine.forms.order import order_of
from engine.forms.outline import outline_of
from engine.lang.checker import Checker
from engine.lang.flaws import Flaw


def compile_form(definition: FormDefinition, sets: OptionSets, scopes: Scopes) -> Form | tuple[Flaw, ...]:
    """The form for use, or everything wrong with it. `sets` are the option sets of the app.

    That the forms and option sets it names exist, and that no field takes a reserved name, is checked by whoever knows
    the whole app: where one is unknown there is no form, and no flaw for that either.
    """
    checker = Checker(scopes.record(definition.form))
    compiler = FieldCompiler(definition, sets, scopes, checker)
    fields = compiler.fields()
    outline = outline_of(definition, checker)
    order = order_of(fields, checker)
    if checker.flaws or compiler.unknown:
        return tuple(checker.flaws)
    return Form(definition.form, definition.title, fields, order, outline)
