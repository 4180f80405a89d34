"""Decisions that come too late or that a node does not offer."""

from __future__ import annotations

from engine.flows.node import Env, Node
from engine.flows.state import SYSTEM, CaseState, TaskState
from engine.lang.problems import Conflict, Problem, Refused
from engine.lang.wording import wording


def check_open(case: CaseState, task: TaskState, node: Node, env: Env) -> None:
    """Refuses a decision on a task that is no longer open, saying who did what and when (in the zone of `env.now`)."""
    current = case.task(task.id)
    if current is None:
        raise LookupError(f"task {task.id} is not among the tasks of case {case.id}")
    if current.state == "open":
        return
    last = _deciding(case, current)
    if last is None or last.decided_by is None or last.decided_at is None:
        raise Conflict(Problem((), "task-gone"))
    titles = {outcome.id: f"{outcome.title.zh}|{outcome.title.en}" for outcome in node.outcomes}
    by_deadline = wording("by-deadline", {})
    system = f"{by_deadline.zh}|{by_deadline.en}"
    who = system if last.decided_by == SYSTEM else env.people.name_of(last.decided_by)
    what = titles.get(last.outcome or "", last.outcome or "")
    when = last.decided_at.astimezone(env.now.tzinfo).strftime("%Y-%m-%d %H:%M")
    raise Conflict(
        Problem((), "task-closed", {"who": who, "what": what, "when": when}),
        current={"who": last.decided_by, "outcome": last.outcome, "when": last.decided_at},
    )


def check_outcome(outcome: str, node: Node) -> None:
    if outcome not in {offered.id for offered in node.outcomes}:
        zh = "、".join(offered.title.zh for offered in node.outcomes)
        en = ", ".join(offered.title.en for offered in node.outcomes)
        raise Refused(Problem(("outcome",), "outcome-unknown", {"outcome": outcome, "offered": f"{zh}|{en}"}))


def _deciding(case: CaseState, task: TaskState) -> TaskState | None:
    """The decision that closed it: its own, or the last one of its activation."""
    if task.decided_by is not None:
        return task
    done = [each for each in case.tasks_of(task.activation) if each.decided_at and each.decided_by]
    return max(done, key=lambda each: str(each.decided_at), default=None)
