"""From a rule as written to a rule for use, or every flaw in it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.lang.checker import Checker
from engine.lang.expressions import BOOLEAN, Scope
from engine.lang.flaws import Flaw
from engine.lang.labels import Label
from engine.lang.problems import Path
from engine.rules.action import Action, ActionDefinition
from engine.rules.deciding import Deciding
from engine.rules.definition import RuleDefinition
from engine.rules.rule_set import Rule

NO_TABLES = Deciding()


def compile_rule(definition: RuleDefinition, scope: Scope, deciding: Deciding = NO_TABLES) -> Rule | tuple[Flaw, ...]:
    """`scope` is the scope of the event's form (`definition.on.form`), which the caller has found to exist."""
    checker = Checker(scope)
    schedule = definition.on.schedule(checker, ("on",))
    tables = deciding.chosen(definition.decide, definition.on.form, checker, ("decide",))
    on = definition.on.compile(checker, ("on",))
    checker = checker.within(deciding.scope(definition.decide, scope))
    when = None if definition.when is None else checker.expression(("when",), definition.when, BOOLEAN)
    actions = compile_actions(definition.do, checker, ("do",))
    if checker.flaws:
        return tuple(checker.flaws)
    return Rule(definition.rule, definition.title or Label.both(definition.rule), on, schedule, tables, when, actions)


def compile_actions(actions: Sequence[ActionDefinition], checker: Checker, path: Path) -> tuple[Action, ...]:
    """Actions of a list at `path`; flaws stay with the checker.

    Also for lists that stand elsewhere (a flow's `do` node): validate them as `ActionList` and give its `root`.
    """
    return tuple(action.compile(checker, (*path, index)) for index, action in enumerate(actions))
