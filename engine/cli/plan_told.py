"""A plan on the screen."""

from __future__ import annotations

from engine.runtime.publish import Plan

MARKS = {"plain": " ", "note": "·", "loss": "!", "blocked": "✗"}


def told(plan: Plan) -> str:
    """A plan as lines of text: `!` is lost, `✗` cannot be done, `·` is worth a look."""
    if not plan.changed:
        return f"{plan.app}: publication {plan.version} is exactly this; nothing changes"
    lines = [f"  {MARKS[each.weight]} {each.message().en}" for each in plan.lines]
    return "\n".join([f"{plan.app}: publication {plan.version}", *(lines or ["    nothing people entered is touched"])])
