"""Who signs at a node: those the definition names, less the person who started the flow where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from engine.flows.activation import Note
from engine.flows.node import Env, Fail, Pass, Wait
from engine.flows.people import ADMIN, Finder, Search, each_person, find, managers_above
from engine.flows.state import Assignee, CaseState
from engine.lang.labels import Label

MOST = 200
"""More people than this do not sign one node."""

Empty = Literal["admins", "pass", "fail"]
Own = Literal["allow", "skip", "manager"]


@dataclass(frozen=True, kw_only=True)
class Signers:
    """`everybody`: one task for each person; otherwise one task for all of them. `own` is for the initiator."""

    by: tuple[Finder, ...]
    everybody: bool = False
    empty: Empty = "admins"
    own: Own = "allow"

    @property
    def passes(self) -> bool:
        """Whether the step may be passed with nobody asked."""
        return self.empty == "pass" or self.own == "skip"

    def ask(self, node: str, title: Label, next_: str | None, env: Env, case: CaseState) -> Wait | Pass | Fail:
        """Tasks for whoever is found; what happens when nobody is, is said in a note."""
        search = Search(env.values, env.people, case.initiator, case.last_decider)
        words = {"node": f"{title.zh}|{title.en}"}
        found = find(self.by, search)
        if not found:
            return self._nobody(Note(node, "nobody-found", words), next_)
        wait = self._groups(found, env)
        if case.initiator is not None and self.own != "allow":
            wait = self._without(case.initiator, wait, env)
        if not wait.groups:
            return Pass(next_, "skipped", (Note(node, "own-skipped", words),))
        if len(wait.groups) > MOST:
            return Fail(Note(node, "too-many-signers", {**words, "most": str(MOST)}))
        return wait

    def _groups(self, found: tuple[Assignee, ...], env: Env) -> Wait:
        if not self.everybody:
            return Wait((found,))
        return Wait(tuple((Assignee("person", one),) for one in each_person(found, env.people)))

    def _without(self, initiator: str, wait: Wait, env: Env) -> Wait:
        """The initiator signs nowhere; a manager in their place where the flow wants that, or nobody else is left."""
        own = Assignee("person", initiator)
        signs = any(initiator in each_person(group, env.people) for group in wait.groups)
        if not signs:
            return wait
        left = [tuple(one for one in group if one != own) for group in wait.groups]
        groups = tuple(group for group in left if set(each_person(group, env.people)) - {initiator})
        named = own in {one for group in wait.groups for one in group}
        if self.own == "manager" and (named or not groups):
            groups = self._with_manager(initiator, groups, env)
        return replace(wait, groups=groups, barred=(initiator,))

    def _with_manager(
        self, initiator: str, groups: tuple[tuple[Assignee, ...], ...], env: Env
    ) -> tuple[tuple[Assignee, ...], ...]:
        """At the top of the tree the administrators stand in."""
        above = next(managers_above(initiator, env.people), None)
        manager = ADMIN if above is None else Assignee("person", above)
        if any(manager in group for group in groups):
            return groups
        if self.everybody or not groups:
            return (*groups, (manager,))
        return tuple((*group, manager) for group in groups)

    def _nobody(self, note: Note, next_: str | None) -> Wait | Pass | Fail:
        return _NOBODY[self.empty](note, next_)


def _to_admins(note: Note, next_: str | None) -> Wait:
    del next_
    return Wait(((ADMIN,),), notes=(note,))


def _passed(note: Note, next_: str | None) -> Pass:
    return Pass(next_, "skipped", (replace(note, code="nobody-passed"),))


def _failed(note: Note, next_: str | None) -> Fail:
    del next_
    return Fail(replace(note, code="nobody-stuck"))


_NOBODY: Mapping[Empty, Callable[[Note, str | None], Wait | Pass | Fail]] = {
    "admins": _to_admins,
    "pass": _passed,
    "fail": _failed,
}
